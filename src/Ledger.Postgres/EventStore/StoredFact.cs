using System.Text.Json;
using Ledger.Domain.Entries;
using Ledger.Domain.Time;

namespace Ledger.Postgres.EventStore;

/// <summary>What an entry says, read as JSON and not as an event: what other programs and later versions wrote must be seen too.</summary>
public static class StoredFact
{
    private static readonly string Corrected = EventTypes.All.Single(type => type.Value == typeof(EntryEvent.EntryCorrected)).Key;

    /// <summary>The fact: what is stored, or what a correction puts in the place of what was wrong.</summary>
    /// <param name="type">Stored name of the entry's kind.</param>
    /// <param name="data">What is stored.</param>
    public static (string? Type, JsonElement Data) Of(string type, JsonElement data) =>
        type == Corrected && Get(data, "replacement") is { } replacement && Get(replacement, "data") is { } replaced
            ? (Text(replacement, "type"), replaced)
            : (type, data);

    /// <summary>业务日期 of an entry, of a correction that of its replacement; null where it can't be read.</summary>
    /// <param name="entry">The entry.</param>
    public static EffectiveDate? Effective(StoredEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        using var document = JsonDocument.Parse(entry.Data);
        return Read<EffectiveDate>(Of(entry.Type, document.RootElement).Data, "effective");
    }

    /// <summary>A property; null where there is none.</summary>
    public static JsonElement? Get(JsonElement data, string property) =>
        data.ValueKind == JsonValueKind.Object && data.TryGetProperty(property, out var value) ? value : null;

    /// <summary>A property that is text; null where it is none.</summary>
    public static string? Text(JsonElement data, string property) =>
        Get(data, property) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    /// <summary>A property as a value of the domain; null where it is none.</summary>
    public static T? Read<T>(JsonElement data, string property)
        where T : class
    {
        try
        {
            return Get(data, property) is { } value ? value.Deserialize<T>(LedgerJson.Options) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
