using System.ComponentModel;
using System.Text.Json;
using Ledger.Domain.Entries;
using Ledger.Postgres.EventStore;

namespace Ledger.Server.Evidence;

/// <summary>A file that supports an entry.</summary>
[Description("佐证: a file that supports an entry.")]
internal sealed record EvidenceItem(
    [property: Description("Position of the entry that attached the file.")] long Position,
    [property: Description("Name of the file as it was given.")] string FileName,
    [property: Description("Media type, found in the content.")] string MediaType,
    [property: Description("Size in bytes.")] long Size,
    [property: Description("SHA-256 of the content, 64 hexadecimal digits.")] string Sha256,
    [property: Description("What the file shows, in the recorder's words.")] string? Caption,
    [property: Description("记录时间 of the entry that attached it.")] DateTimeOffset RecordedAt,
    [property: Description("Who attached it.")] string? Actor,
    [property: Description("Where the file is downloaded.")] string Href)
{
    /// <summary>The stored name of an entry that attaches a file.</summary>
    public static string Attached { get; } = EventTypes.All.Single(type => type.Value == typeof(EntryEvent.EvidenceAttached)).Key;

    /// <summary>Reads an entry; null where it attaches no file, or was written by another program in another way.</summary>
    public static (long Supports, EvidenceItem Item)? Of(StoredEntry entry)
    {
        if (Event(entry) is not { } attached) return null;
        return (attached.Position, new EvidenceItem(
            entry.Position, attached.FileName, attached.MediaType, attached.Size, attached.Sha256, attached.Caption, entry.RecordedAt, entry.Actor,
            DownloadEvidence.AddressOf(entry.Position)));
    }

    /// <summary>The files of every entry of a stream, by its position, without those that were voided.</summary>
    /// <param name="stored">All entries of the stream that were known.</param>
    /// <param name="isUndone">Whether the entry at a position was voided.</param>
    public static ILookup<long, EvidenceItem> ByEntry(IReadOnlyList<StoredEntry> stored, Predicate<long> isUndone) => stored
        .Where(entry => !isUndone(entry.Position)).Select(Of).OfType<(long Supports, EvidenceItem Item)>().ToLookup(pair => pair.Supports, pair => pair.Item);

    /// <summary>The event of an entry that attaches a file; null for any other.</summary>
    public static EntryEvent.EvidenceAttached? Event(StoredEntry entry)
    {
        if (entry.Type != Attached) return null;
        try
        {
            return JsonSerializer.Deserialize<EntryEvent.EvidenceAttached>(entry.Data.Span, LedgerJson.Options);
        }
        catch (JsonException)
        {
            return null; // shown as it is stored, in data
        }
    }
}

/// <summary>The files of one entry.</summary>
[Description("The files that support one entry, oldest first.")]
internal sealed record EvidenceListing([property: Description("The files; those that were voided are left out.")] IReadOnlyList<EvidenceItem> Items);

/// <summary>A file as it is stored.</summary>
[Description("A file as it is stored. It supports nothing, and nobody can read it, before it is attached to an entry.")]
internal sealed record UploadedFile(
    [property: Description("SHA-256 of the content, by which it is attached.")] string Sha256,
    [property: Description("Size in bytes.")] long Size,
    [property: Description("Media type, found in the content.")] string MediaType);
