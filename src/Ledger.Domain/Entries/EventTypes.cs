using System.Collections.Frozen;
using System.Reflection;

namespace Ledger.Domain.Entries;

/// <summary>The closed set of events and the names under which they are stored.</summary>
public static class EventTypes
{
    private static readonly FrozenDictionary<string, Type> ByName = typeof(LedgerEvent).Assembly.GetTypes()
        .Where(type => type.IsSubclassOf(typeof(LedgerEvent)) && !type.IsAbstract)
        .ToFrozenDictionary(
            type => type.GetCustomAttribute<StoredAsAttribute>()?.Name
                ?? throw new InvalidOperationException($"{type.Name} has no stored name: add [StoredAs]."),
            StringComparer.Ordinal);

    private static readonly FrozenDictionary<Type, string> ByType = ByName.ToFrozenDictionary(pair => pair.Value, pair => pair.Key);

    /// <summary>Every stored name with its type, ordered by name.</summary>
    public static IReadOnlyList<KeyValuePair<string, Type>> All { get; } = [.. ByName.OrderBy(pair => pair.Key, StringComparer.Ordinal)];

    /// <summary>The name under which an event is stored.</summary>
    public static string NameOf(LedgerEvent @event) => ByType[@event.GetType()];

    /// <summary>The type stored under a name, or <see langword="null"/> for a name this program does not know.</summary>
    public static Type? Find(string name) => ByName.GetValueOrDefault(name);
}
