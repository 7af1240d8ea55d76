using Ledger.Domain.Accounts;
using Ledger.Domain.Entries;
using Ledger.Domain.Plans;
using Ledger.Domain.Time;
using Ledger.Postgres.EventStore;
using Ledger.Server.Identity;

namespace Ledger.Server.Recording;

/// <summary>The plans that the entries of a wish belong to: in whose region they lie, what is closed and what was evaluated.</summary>
/// <remarks>
/// Of an entry about a plan's project, the plan's own stream is only read. It goes into the append as a guard, so that whoever
/// closes the period meanwhile comes either wholly before the entry, which is then decided anew, or wholly after it.
/// </remarks>
/// <param name="plans">Codes of the plans of each entry.</param>
/// <param name="streams">The plans' streams by name.</param>
internal sealed class PlansConcerned(IReadOnlyList<IReadOnlyList<string>> plans, IReadOnlyDictionary<string, RememberedStream> streams)
{
    private readonly Dictionary<string, IReadOnlyList<Closing>> _closings = streams.ToDictionary(
        pair => pair.Key, pair => Closing.Of(pair.Value.Entries), StringComparer.Ordinal);

    /// <summary>Why a caller may not record an entry in the regions of its plans.</summary>
    /// <param name="caller">Who wishes it.</param>
    /// <param name="roleOf">The role that the entry at an index needs.</param>
    public Outcome? NotAllowed(Caller caller, Func<int, Role> roleOf)
    {
        foreach (var (index, plan) in plans.Index().SelectMany(entry => entry.Item.Select(plan => (entry.Index, plan))))
        {
            if (Decisions.RegionOf(streams[StreamName.Of<Plan>(plan)].Entries) is not { } region) return new Outcome.UnknownPlan(index, plan);
            var role = roleOf(index);
            if (!caller.Is(role, region)) return new Outcome.Forbidden(index, role, region);
        }

        return null;
    }

    /// <summary>The closing that an entry comes after.</summary>
    public Closing? Late(int index, IReadOnlyList<Recorded> stream, LedgerEvent @event) => IsAboutPlan(stream, @event)
        ? null
        : Lateness.Of(Of(index).SelectMany(plan => _closings[plan]).OrderBy(closing => closing.Position), stream, @event);

    /// <summary>The evaluation of whose figures an entry changes one.</summary>
    public long? Evaluated(int index, IReadOnlyList<Recorded> stream, LedgerEvent @event) =>
        Of(index).Select(plan => Domain.Plans.Evaluated.Of(streams[plan].Entries, stream, @event)).Min();

    /// <summary>The plans on which the decision rests, but for those that are written to.</summary>
    public IReadOnlyList<StreamGuard> Guards(IReadOnlyList<string> written) =>
        [.. streams.Where(pair => !written.Contains(pair.Key)).Select(pair => new StreamGuard(pair.Key, pair.Value.Entries.Count))];

    /// <summary>The versions of all streams on which a decision rests: the plans', and of those that are written to.</summary>
    /// <param name="written">The streams that are written to.</param>
    public IReadOnlyCollection<KeyValuePair<string, long>> And(IReadOnlyDictionary<string, Present> written) =>
    [
        .. written.Select(pair => KeyValuePair.Create(pair.Key, pair.Value.Version)),
        .. streams.Where(pair => !written.ContainsKey(pair.Key)).Select(pair => KeyValuePair.Create(pair.Key, (long)pair.Value.Entries.Count)),
    ];

    private IEnumerable<string> Of(int index) => plans[index].Select(StreamName.Of<Plan>);

    // What closes a period is not itself recorded late, nor is what opens it again.
    private static bool IsAboutPlan(IReadOnlyList<Recorded> stream, LedgerEvent @event) =>
        @event is PlanEvent || stream.Any(entry => entry.Event is PlanEvent);
}
