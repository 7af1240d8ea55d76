using System.Text.Json;
using Ledger.Domain.Entries;
using Ledger.Postgres.EventStore;

namespace Ledger.Postgres.ReadModels;

/// <summary>Turns stored bytes into the domain's entries.</summary>
public static class RecordedEntries
{
    /// <summary>The header that names the person behind the key that recorded an entry, or behind the person: itself.</summary>
    public const string OwnerHeader = "owner";

    /// <summary>The entry as the domain knows it.</summary>
    /// <exception cref="UnreadableEventException">Its type or data are not known to this version of the program.</exception>
    public static Recorded ToRecorded(this StoredEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return new Recorded(
            entry.Position, entry.Stream, entry.Version, entry.RecordedAt, entry.Actor ?? "", LedgerJson.Read(entry.Type, entry.Data.Span),
            OwnerOf(entry));
    }

    private static string? OwnerOf(StoredEntry entry)
    {
        if (entry.Headers is not { } headers) return null;
        using var document = JsonDocument.Parse(headers);
        return document.RootElement.TryGetProperty(OwnerHeader, out var owner) && owner.ValueKind == JsonValueKind.String ? owner.GetString() : null;
    }
}
