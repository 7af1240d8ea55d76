using System.Text.Json;

namespace Ledger.Postgres.EventStore;

/// <summary>What stands beside an entry in its headers: who was behind its actor, and when a simulated clerk recorded it.</summary>
public static class EntryHeaders
{
    private const string Owner = "owner";
    private const string Simulated = "simulated";
    private const string RecordedAt = "recordedAt";

    /// <summary>The headers of an entry, as UTF-8 JSON.</summary>
    /// <param name="owner">The person behind the key that records it, or behind the person: itself.</param>
    /// <param name="simulatedAt">When it is recorded in a simulation's own time; null for what is real.</param>
    public static byte[] Write(string owner, DateTimeOffset? simulatedAt = null)
    {
        var headers = new Dictionary<string, object> { [Owner] = owner };
        if (simulatedAt is { } at) headers.Add(Simulated, new Dictionary<string, DateTimeOffset> { [RecordedAt] = at });
        return JsonSerializer.SerializeToUtf8Bytes(headers);
    }

    /// <summary>The person behind the actor of an entry; null where the ledger was not told.</summary>
    public static string? OwnerOf(ReadOnlyMemory<byte>? headers)
    {
        using var document = Read(headers);
        return document is not null && document.RootElement.TryGetProperty(Owner, out var owner) && owner.ValueKind == JsonValueKind.String ? owner.GetString() : null;
    }

    /// <summary>When a simulated clerk recorded an entry, in the simulation's own time; null for what is real.</summary>
    /// <remarks>Stands beside 记录时间, never instead of it: recorded time comes from the database, for what is simulated too.</remarks>
    public static DateTimeOffset? SimulatedAt(ReadOnlyMemory<byte>? headers)
    {
        using var document = Read(headers);
        return document is not null && document.RootElement.TryGetProperty(Simulated, out var simulated) && simulated.ValueKind == JsonValueKind.Object
            && simulated.TryGetProperty(RecordedAt, out var at) && at.ValueKind == JsonValueKind.String && at.TryGetDateTimeOffset(out var instant) ? instant : null;
    }

    private static JsonDocument? Read(ReadOnlyMemory<byte>? headers)
    {
        if (headers is not { } bytes) return null;
        var document = JsonDocument.Parse(bytes);
        if (document.RootElement.ValueKind == JsonValueKind.Object) return document;
        document.Dispose();
        return null;
    }
}
