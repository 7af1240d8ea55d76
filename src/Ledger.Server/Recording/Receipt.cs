using System.ComponentModel;
using Ledger.Domain.Entries;
using Ledger.Postgres.EventStore;

namespace Ledger.Server.Recording;

/// <summary>Where an entry went.</summary>
[Description("Where an entry went.")]
internal sealed record Receipt(
    [property: Description("Place in the whole ledger, from 1, without gaps.")] long Position,
    [property: Description("The stream it belongs to.")] string Stream,
    [property: Description("Place in its stream, from 1, without gaps: the version of the stream with this entry.")] long Version,
    [property: Description("Kind of fact.")] string Type,
    [property: Description("业务日期 as given: 2022-06-18, 2022-06, 2022-Q2 or 2022.")] string EffectiveOn,
    [property: Description("记录时间: given by the database.")] DateTimeOffset RecordedAt,
    [property: Description("Who recorded it: the caller.")] string Actor,
    [property: Description("迟报: whether it comes after the period that it is about was closed.")] bool Late,
    [property: Description("Position of the closing that it comes after; null where it comes in time.")] long? Closing)
{
    /// <summary>Of an entry that was just recorded: the same as will be read of it.</summary>
    public static Receipt Of(AppendedEntry entry, LedgerEvent @event, EntryHeaders headers, string actor) => new(
        entry.Position, entry.Stream, entry.Version, entry.Type, @event.Effective.Date.ToString(), entry.RecordedAt, actor, headers.Late is not null, headers.Late);

    /// <summary>Of an entry that was recorded once.</summary>
    public static Receipt Of(StoredEntry entry)
    {
        var late = EntryHeaders.Of(entry).Late;
        return new Receipt(
            entry.Position, entry.Stream, entry.Version, entry.Type, LedgerJson.Read(entry.Type, entry.Data.Span).Effective.Date.ToString(),
            entry.RecordedAt, entry.Actor!, late is not null, late);
    }
}

/// <summary>Where the entries of a batch went.</summary>
[Description("Where the entries of a batch went, in the order of the batch.")]
internal sealed record Receipts([property: Description("One for each entry.")] IReadOnlyList<Receipt> Entries);
