namespace Ledger.Domain.Entries;

/// <summary>A stored event that this program can't read.</summary>
/// <param name="type">The stored name.</param>
/// <param name="why">What is wrong with it.</param>
/// <param name="inner">The cause, if another exception told.</param>
public sealed class UnreadableEventException(string type, string why, Exception? inner = null)
    : Exception($"The stored event '{type}' can't be read: {why}.", inner)
{
    /// <summary>The stored name.</summary>
    public string StoredType { get; } = type;
}
