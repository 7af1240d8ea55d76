namespace Ledger.Domain.Entries;

/// <summary>The name under which an event is stored: independent of the C# name and never changed once released.</summary>
/// <param name="name">Lower-case words in the past tense joined by underscores, such as <c>construction_started</c>.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class StoredAsAttribute(string name) : Attribute
{
    /// <summary>The stored name.</summary>
    public string Name { get; } = name;
}
