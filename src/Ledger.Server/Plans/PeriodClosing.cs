using System.ComponentModel;
using Ledger.Domain.Entries;
using Ledger.Domain.Plans;
using Ledger.Postgres.EventStore;
using Ledger.Postgres.ReadModels;
using Ledger.Server.Api;

namespace Ledger.Server.Plans;

/// <summary>The closing of a period.</summary>
[Description("关账: the closing of a period of a plan.")]
internal sealed record PeriodClosing(
    [property: Description("Position of the closing: what is recorded behind it and holds within the period is late.")] long Position,
    [property: Description("The month, quarter or year: 2022-06, 2022-Q2 or 2022.")] string Period,
    [property: Description("First day of the period.")] DateOnly From,
    [property: Description("Last day of the period.")] DateOnly To,
    [property: Description("记录时间 of the closing.")] DateTimeOffset RecordedAt,
    [property: Description("Who closed it.")] string? Actor,
    [property: Description("Why, where it says so.")] string? Reason,
    [property: Description("The entry that opened it again, known by then; null if it is closed.")] Undone? Voided)
{
    /// <summary>All closings of a plan, oldest first.</summary>
    /// <param name="plan">The entries of its stream.</param>
    public static IReadOnlyList<PeriodClosing> Of(IReadOnlyList<StoredEntry> plan)
    {
        var entries = plan.Select(entry => entry.ToRecorded()).ToList();
        var voided = entries.Where(entry => entry.Event is EntryEvent.EntryVoided).ToDictionary(
            entry => ((EntryEvent.EntryVoided)entry.Event).Position,
            entry => new Undone(entry.Position, entry.RecordedAt, entry.Actor, entry.Event.Reason));
        return [.. entries.Where(entry => entry.Event is PlanEvent.PeriodClosed).Select(entry =>
        {
            var period = ((PlanEvent.PeriodClosed)entry.Event).Period;
            return new PeriodClosing(
                entry.Position, period.ToString(), period.FirstDay, period.LastDay, entry.RecordedAt, entry.Actor, entry.Event.Reason,
                voided.GetValueOrDefault(entry.Position));
        })];
    }
}

/// <summary>All closings of a plan.</summary>
[Description("All closings of a plan, oldest first, also those opened again.")]
internal sealed record PeriodClosings(
    [property: Description(Web.Describe.KnownAt)] DateTimeOffset? KnownAt,
    [property: Description(Web.Describe.Position)] long Position,
    [property: Description("The closings.")] IReadOnlyList<PeriodClosing> Items);
