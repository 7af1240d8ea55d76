using System.Text.Json;

namespace Ledger.Postgres.EventStore;

/// <summary>What the server knew about an entry when it recorded it, and what no later reader could tell as surely. It stands in the entry's headers.</summary>
/// <param name="Owner">The person behind the key that recorded it, or the person; keys change hands.</param>
/// <param name="Late">迟报: position of the closing that it comes after; null where it comes in time.</param>
/// <param name="Evaluated">Position of the evaluation of whose figures it changes one; null where it changes none.</param>
/// <param name="SimulatedAt">
/// When a simulated clerk recorded it, in the simulation's own time; null for what is real. It stands beside 记录时间, never instead
/// of it: recorded time comes from the database, for what is simulated too.
/// </param>
public sealed record EntryHeaders(string? Owner, long? Late = null, long? Evaluated = null, DateTimeOffset? SimulatedAt = null)
{
    private static readonly EntryHeaders None = new(Owner: null);
    private const string OwnerName = "owner";
    private const string LateName = "late";
    private const string EvaluatedName = "evaluated";
    private const string SimulatedName = "simulated";
    private const string RecordedAtName = "recordedAt";

    /// <summary>Reads them; what another program wrote otherwise counts as not there.</summary>
    public static EntryHeaders Of(StoredEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return Of(entry.Headers);
    }

    /// <summary>Reads them; what another program wrote otherwise counts as not there.</summary>
    /// <param name="headers">UTF-8 JSON, or null.</param>
    public static EntryHeaders Of(ReadOnlyMemory<byte>? headers)
    {
        if (headers is not { } bytes) return None;
        using var document = JsonDocument.Parse(bytes);
        var root = document.RootElement;
        return root.ValueKind != JsonValueKind.Object
            ? None
            : new EntryHeaders(
                root.TryGetProperty(OwnerName, out var owner) && owner.ValueKind == JsonValueKind.String ? owner.GetString() : null,
                Position(root, LateName), Position(root, EvaluatedName), Simulated(root));
    }

    /// <summary>UTF-8 JSON, without what is not there.</summary>
    public byte[] Write()
    {
        var headers = new Dictionary<string, object>();
        if (Owner is not null) headers.Add(OwnerName, Owner);
        if (Late is { } late) headers.Add(LateName, late);
        if (Evaluated is { } evaluated) headers.Add(EvaluatedName, evaluated);
        if (SimulatedAt is { } at) headers.Add(SimulatedName, new Dictionary<string, DateTimeOffset> { [RecordedAtName] = at });
        return JsonSerializer.SerializeToUtf8Bytes(headers);
    }

    private static long? Position(JsonElement headers, string name) =>
        headers.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var position) ? position : null;

    private static DateTimeOffset? Simulated(JsonElement headers) =>
        headers.TryGetProperty(SimulatedName, out var simulated) && simulated.ValueKind == JsonValueKind.Object
        && simulated.TryGetProperty(RecordedAtName, out var at) && at.ValueKind == JsonValueKind.String && at.TryGetDateTimeOffset(out var instant) ? instant : null;
}
