using System.Text.Json;

namespace Ledger.Postgres.EventStore;

/// <summary>What the server knew about an entry when it recorded it, and what no later reader could tell as surely. It stands in the entry's headers.</summary>
/// <param name="Owner">The person behind the key that recorded it, or the person; keys change hands.</param>
/// <param name="Late">迟报: position of the closing that it comes after; null where it comes in time.</param>
/// <param name="Evaluated">Position of the evaluation of whose figures it changes one; null where it changes none.</param>
public sealed record EntryHeaders(string? Owner, long? Late = null, long? Evaluated = null)
{
    private static readonly EntryHeaders None = new(Owner: null);
    private const string OwnerName = "owner";
    private const string LateName = "late";
    private const string EvaluatedName = "evaluated";

    /// <summary>Reads them; what another program wrote otherwise counts as not there.</summary>
    public static EntryHeaders Of(StoredEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        if (entry.Headers is not { } headers) return None;
        using var document = JsonDocument.Parse(headers);
        var root = document.RootElement;
        return root.ValueKind != JsonValueKind.Object
            ? None
            : new EntryHeaders(
                root.TryGetProperty(OwnerName, out var owner) && owner.ValueKind == JsonValueKind.String ? owner.GetString() : null,
                Position(root, LateName), Position(root, EvaluatedName));
    }

    /// <summary>UTF-8 JSON, without what is not there.</summary>
    public byte[] Write()
    {
        var headers = new Dictionary<string, object>();
        if (Owner is not null) headers.Add(OwnerName, Owner);
        if (Late is { } late) headers.Add(LateName, late);
        if (Evaluated is { } evaluated) headers.Add(EvaluatedName, evaluated);
        return JsonSerializer.SerializeToUtf8Bytes(headers);
    }

    private static long? Position(JsonElement headers, string name) =>
        headers.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var position) ? position : null;
}
