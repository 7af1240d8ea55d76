using System.ComponentModel;
using Ledger.Domain.Entries;
using Ledger.Domain.Time;
using Ledger.Postgres.Audit;
using Ledger.Postgres.EventStore;
using Ledger.Server.Api;
using Ledger.Server.Evidence;
using Ledger.Server.Web;

namespace Ledger.Server.Audit;

/// <summary>One entry in the audit.</summary>
[Description("An entry as an auditor sees it: who recorded what and when, and what is conspicuous about it.")]
internal sealed record AuditItem(
    [property: Description("Place in the whole ledger, from 1, without gaps.")] long Position,
    [property: Description("The stream.")] string Stream,
    [property: Description("Place in its stream, from 1, without gaps.")] long Version,
    [property: Description("Id of the thing that the entry is about.")] string Id,
    [property: Description("Kind of thing: plan, project, indicator, finding and others.")] string Kind,
    [property: Description("Code of the plan; null where the thing belongs to none.")] string? Plan,
    [property: Description("Kind of entry, as stored.")] string Type,
    [property: Description("业务日期; of a correction that of its replacement; null in an entry that names none.")] DateOnly? EffectiveOn,
    [property: Description("How exactly the effective date is known.")] Precision? Precision,
    [property: Description("Whether the source only saw the fact as given by then.")] bool Observed,
    [property: Description("记录时间: given by the database, strictly increasing with the position.")] DateTimeOffset RecordedAt,
    [property: Description("Who recorded it: the authenticated person, key or process.")] string? Actor,
    [property: Description("Why the entry was made, where it says so.")] string? Reason,
    [property: Description(Describe.Source)] SourceItem? Source,
    [property: Description("Position of the entry that it voids; null if it voids none.")] long? Voids,
    [property: Description("Position of the entry that it corrects; null if it corrects none.")] long? Corrects,
    [property: Description("Position of the entry that it supports with a file; null if it attaches none.")] long? Supports,
    [property: Description("The file that it attaches; null if it attaches none.")] EvidenceItem? File,
    [property: Description("迟报: whether it was recorded after the period that it is about was closed.")] bool Late,
    [property: Description("Position of the closing that it comes after; null where it came in time.")] long? Closing,
    [property: Description("Names of the flags that it bears; what each means and why: docs/reference/audit.md.")] IReadOnlyList<string> Flags,
    [property: Description(Describe.Simulated)] bool Simulated,
    [property: Description(Describe.SimulatedAt)] DateTimeOffset? SimulatedAt)
{
    private static readonly string Correction = EventTypes.All.Single(type => type.Value == typeof(EntryEvent.EntryCorrected)).Key;

    public static AuditItem Of(AuditLine line)
    {
        var stored = line.Stored;
        var dash = stored.Stream.IndexOf('-', StringComparison.Ordinal);
        var (kind, id) = dash > 0 ? (stored.Stream[..dash], stored.Stream[(dash + 1)..]) : (stored.Stream, stored.Stream);
        var attached = EvidenceItem.Of(stored);
        var corrects = stored.Type == Correction;
        return new AuditItem(
            stored.Position, stored.Stream, stored.Version, id, kind, kind is "plan" or "project" or "indicator" or "finding" ? id.Split('.')[0] : null,
            stored.Type, line.Effective?.On, line.Effective?.Precision, line.Effective?.Observed ?? false, stored.RecordedAt, stored.Actor, line.Reason,
            SourceItem.Of(line.Source), corrects ? null : line.Audited.Undoes, corrects ? line.Audited.Undoes : null,
            attached?.Supports, attached?.Item, line.Audited.Late is not null, line.Audited.Late, line.Flags,
            Domain.Simulations.Simulated.IsActor(stored.Actor), EntryHeaders.Of(stored).SimulatedAt);
    }
}

/// <summary>A page of the audit.</summary>
[Description("Entries in order of recorded time.")]
internal sealed record AuditListing(
    [property: Description("记录时间 of the last entry that the ledger held; null before the first entry.")] DateTimeOffset? KnownAt,
    [property: Description("Position answered from: entries up to it are looked through, on all pages.")] long Position,
    [property: Description("The entries of this page. Where few entries fit, a page may hold fewer than `limit`, or none, and not be the last.")] IReadOnlyList<AuditItem> Items,
    [property: Description("The `cursor` of the next page; null on the last one.")] string? Next);
