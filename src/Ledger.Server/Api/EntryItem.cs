using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;
using Ledger.Server.Evidence;

namespace Ledger.Server.Api;

/// <summary>What a later entry did to an entry.</summary>
[Description("What a later entry did to an entry.")]
internal sealed record Undone(
    [property: Description("Position of the later entry.")] long By,
    [property: Description("记录时间 of the later entry.")] DateTimeOffset RecordedAt,
    [property: Description("Who recorded the later entry.")] string? Actor,
    [property: Description("Why.")] string? Reason);

/// <summary>What reviewers said of an entry.</summary>
internal enum ReviewStatus
{
    /// <summary>填报: nothing yet.</summary>
    [JsonStringEnumMemberName("reported")] Reported,

    /// <summary>确认.</summary>
    [JsonStringEnumMemberName("confirmed")] Confirmed,

    /// <summary>退回.</summary>
    [JsonStringEnumMemberName("rejected")] Rejected,
}

/// <summary>The last review of an entry.</summary>
[Description("审核: what reviewers said of an entry; the last word counts.")]
internal sealed record ReviewItem(
    [property: Description("reported until somebody reviews it; what was read from a published document is confirmed.")] ReviewStatus Status,
    [property: Description("Position of the last review; null where there is none.")] long? By,
    [property: Description("记录时间 of the last review.")] DateTimeOffset? RecordedAt,
    [property: Description("Who reviewed it.")] string? Actor,
    [property: Description("Why; a rejection always says.")] string? Reason);

/// <summary>One entry of a stream.</summary>
[Description("An entry: one fact, in both times, as it was recorded. Entries are never changed.")]
internal sealed record EntryItem(
    [property: Description("Place in the whole ledger, from 1, without gaps.")] long Position,
    [property: Description("Place in its stream, from 1, without gaps.")] long Version,
    [property: Description("Kind of fact.")] string Type,
    [property: Description("业务日期: the day from which the fact holds; null in an entry that names none.")] DateOnly? EffectiveOn,
    [property: Description("The effective date as exactly as its source tells: 2022-06-18, 2022-06, 2022-Q2 or 2022.")] string? EffectiveDate,
    [property: Description("Whether the source only saw the fact as given by then.")] bool Observed,
    [property: Description("记录时间: given by the database, strictly increasing with the position.")] DateTimeOffset RecordedAt,
    [property: Description("Who recorded it: the authenticated person, key or process.")] string? Actor,
    [property: Description("The fact as it is stored.")] JsonElement Data,
    [property: Description(Web.Describe.Source)] SourceItem? Source,
    [property: Description("Why the entry was made, where it says so.")] string? Reason,
    [property: Description("迟报: whether it was recorded after the period that it is about was closed.")] bool Late,
    [property: Description("Position of the closing that it comes after; null where it came in time.")] long? Closing,
    [property: Description("The entry that voided this one, known by then; null if it stands.")] Undone? Voided,
    [property: Description("The entry that corrected this one, known by then; null if it stands.")] Undone? Corrected,
    [property: Description("What reviewers said of it, known by then; null for reviews themselves and for what is not reviewed (plans, findings).")] ReviewItem? Review,
    [property: Description("佐证: the files attached to it, known by then, oldest first; without those that were voided.")] IReadOnlyList<EvidenceItem> Evidence,
    [property: Description("Whether the entry counts in the state at the two times asked about, on the basis of what is reported.")] bool Counts,
    [property: Description(Web.Describe.Simulated)] bool Simulated,
    [property: Description(Web.Describe.SimulatedAt)] DateTimeOffset? SimulatedAt);

/// <summary>A page of the entries of a stream.</summary>
[Description("Entries of one stream, oldest first.")]
internal sealed record EntryListing(
    [property: Description(Web.Describe.AsOf)] DateOnly AsOf,
    [property: Description(Web.Describe.KnownAt)] DateTimeOffset? KnownAt,
    [property: Description(Web.Describe.Position)] long Position,
    [property: Description("The stream.")] string Stream,
    [property: Description("How many entries there are on all pages.")] long Total,
    [property: Description("The entries of this page, oldest first.")] IReadOnlyList<EntryItem> Items,
    [property: Description("The `cursor` of the next page; null on the last one.")] string? Next);
