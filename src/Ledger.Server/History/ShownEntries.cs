using Ledger.Domain.Plans;
using Ledger.Server.Web;

namespace Ledger.Server.History;

/// <summary>The entries about one thing, as its page lists them.</summary>
/// <param name="Entries">Those known at the page's times, oldest first.</param>
/// <param name="Later">How many were recorded since.</param>
/// <param name="Plan">The plan that the thing belongs to; null where the ledger does not have it.</param>
internal sealed record ShownEntries(IReadOnlyList<EntryView> Entries, int Later, PlanDocument? Plan)
{
    /// <summary>The entries of a thing that were known at two times, with what each of them changed.</summary>
    public static ShownEntries Of<TState>(ThingHistory<TState> history, Times times, PlanDocument? plan)
    {
        var entries = history.EntriesWithEffects(times.AsOf, times.Position);
        return new ShownEntries(entries, history.Stored.Count - entries.Count, plan);
    }
}
