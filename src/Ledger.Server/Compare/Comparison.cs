using System.ComponentModel;
using System.Text.Json.Nodes;
using Ledger.Postgres.ReadModels;

namespace Ledger.Server.Compare;

/// <summary>A thing that is there on one side only.</summary>
[Description("A project or an indicator that is there on one side only.")]
internal sealed record ComparedItem(
    [property: Description("project or indicator.")] string Kind,
    [property: Description("Its id.")] string Id,
    [property: Description("Its name.")] string Name,
    [property: Description("The entries that make the difference, in order of position.")] IReadOnlyList<ChangingEntry> Entries);

/// <summary>A field that differs.</summary>
[Description("A field that differs. A null says that there is nothing on that side.")]
internal sealed record ChangedField(
    [property: Description("Path of the field in the item, such as `stage` or `scale.places`; `points.target.2025` for a figure of an indicator that its item does not show.")] string Field,
    [property: Description("Its value on the earlier side.")] JsonNode? Before,
    [property: Description("Its value on the later side.")] JsonNode? After);

/// <summary>An entry that makes a difference.</summary>
[Description("An entry that counts on one side only, or that voids such an entry.")]
internal sealed record ChangingEntry(
    [property: Description("Place in the whole ledger.")] long Position,
    [property: Description("Kind of fact.")] string Type,
    [property: Description("业务日期: the day from which it holds.")] DateOnly EffectiveOn,
    [property: Description("记录时间.")] DateTimeOffset RecordedAt,
    [property: Description("Who recorded it.")] string Actor,
    [property: Description("Why, where it says so.")] string? Reason)
{
    public static ChangingEntry Of(MakingEntry entry, EntryColumns columns) =>
        new(entry.Position, columns.Type, entry.EffectiveOn, columns.RecordedAt, columns.Actor, columns.Reason);
}

/// <summary>A thing that is there on both sides and differs.</summary>
[Description("A project or an indicator that is there on both sides and differs.")]
internal sealed record ChangedItem(
    [property: Description("project or indicator.")] string Kind,
    [property: Description("Its id.")] string Id,
    [property: Description("Its name on the later side.")] string Name,
    [property: Description("What differs.")] IReadOnlyList<ChangedField> Fields,
    [property: Description("The entries that make the difference, in order of position.")] IReadOnlyList<ChangingEntry> Entries);

/// <summary>What differs between two times.</summary>
[Description("What differs in a plan between two times: projects first, then indicators.")]
internal sealed record Comparison(
    [property: Description("Code of the plan.")] string Plan,
    [property: Description(Web.Describe.Simulated)] bool Simulated,
    [property: Description("业务日期 of the earlier side.")] DateOnly From,
    [property: Description("业务日期 of the later side.")] DateOnly To,
    [property: Description("记录时间 of the earlier side: the instant asked for, or the recorded time of the last entry that counts; null before the first entry.")] DateTimeOffset? KnownFrom,
    [property: Description("Position from which the earlier side is answered.")] long PositionFrom,
    [property: Description("记录时间 of the later side, likewise.")] DateTimeOffset? KnownTo,
    [property: Description("Position from which the later side is answered.")] long PositionTo,
    [property: Description("What is there only on the later side.")] IReadOnlyList<ComparedItem> Added,
    [property: Description("What is there only on the earlier side.")] IReadOnlyList<ComparedItem> Removed,
    [property: Description("What is there on both sides and differs.")] IReadOnlyList<ChangedItem> Changed);
