using Ledger.Postgres.EventStore;
using Ledger.Postgres.ReadModels;
using Ledger.Server.Api;
using Ledger.Server.Web;

namespace Ledger.Server.Compare;

/// <summary><c>GET /api/v1/compare</c></summary>
internal static class CompareTimes
{
    private static readonly Operation Operation = new(
        "compare", "Compare", "比较两个时点 · Compare two times", """
        What differs in a plan between `from` as known at `knownFrom` and `to` as known at `knownTo`: what was added, what was removed, and
        what changed, field by field, with the entries that changed it. With two days and one knowledge time it shows what happened in the
        world; with one day and two knowledge times, what the ledger learned or corrected about that day.
        """,
        Parameters.ComparedPlan, Parameters.From, Parameters.To, Parameters.KnownFrom, Parameters.KnownTo, Parameters.Basis);

    public static void Map(IEndpointRouteBuilder api) => api.MapRead<Comparison>("/compare", Operation, HandleAsync);

    private static async Task<IResult> HandleAsync(ApiRequest request, LedgerQueries queries, EventStore store)
    {
        var code = request.Values.Text(Parameters.ComparedPlan)!;
        var (sides, stop) = await SidesAsync(request, queries, store, code);
        if (sides is null) return stop!;
        return request.Fresh(sides.Earlier, sides.Later)
            ? request.Answer(await CompareAsync(queries, store, code, sides.Earlier, sides.Later, request.Aborted))
            : request.Stop!;
    }

    /// <summary>Finds the two pairs of times that a request asks about; by default the first day of the plan's period and today.</summary>
    /// <returns>The sides, or the answer that says why they are not to be had.</returns>
    public static async Task<(ComparedSides? Sides, IResult? Stop)> SidesAsync(ApiRequest request, LedgerQueries queries, EventStore store, string code)
    {
        var (from, to) = (request.Values.Date(Parameters.From), request.Values.Date(Parameters.To));
        request.Values.Knowledge(Parameters.KnownFrom);
        string[] models = [Models.Projects, Models.Indicators, Models.Plans];
        if (await request.KnownAsync(to ?? request.Today, to is not null, Parameters.KnownTo, models) is not { } later) return (null, request.Stop);
        var whenever = later with { AsOf = DateOnly.MaxValue };
        if (await queries.PlanAsync(whenever.At, code, request.Aborted) is not { } plan)
            return (null, await NotThere.AnswerAsync(store, "plan", code, "published", whenever, request.Aborted));
        return await request.KnownAsync(from ?? plan.State.Document.PeriodStart, from is not null, Parameters.KnownFrom, models) is { } earlier
            ? (new ComparedSides(plan, earlier, later), null)
            : (null, request.Stop);
    }

    /// <summary>What differs in a plan between two pairs of times; also what the command <c>compare</c> prints.</summary>
    public static async Task<Comparison> CompareAsync(LedgerQueries queries, EventStore store, string plan, Times earlier, Times later, CancellationToken ct)
    {
        var before = await Side.ReadAsync(queries, plan, earlier.At, ct);
        var after = await Side.ReadAsync(queries, plan, later.At, ct);
        return await CompareAsync(store, plan, (earlier, before), (later, after), ct);
    }

    private static async Task<Comparison> CompareAsync(
        EventStore store, string plan, (Times Times, IReadOnlyList<Thing> Things) before, (Times Times, IReadOnlyList<Thing> Things) after, CancellationToken ct)
    {
        var old = before.Things.ToDictionary(thing => thing.Stream);
        var @new = after.Things.Select(thing => thing.Stream).ToHashSet();
        var added = after.Things.Where(thing => !old.ContainsKey(thing.Stream)).ToList();
        var removed = before.Things.Where(thing => !@new.Contains(thing.Stream)).ToList();
        var changed = (from thing in after.Things
                       where old.TryGetValue(thing.Stream, out var same) && !same.State.Equals(thing.State)
                       let fields = Fields.Differing(old[thing.Stream].Fields(), thing.Fields())
                       where fields.Count > 0
                       select (Thing: thing, Fields: fields)).ToList();
        var streams = await store.ReadStreamsAsync([.. added.Concat(removed).Concat(changed.Select(one => one.Thing)).Select(thing => thing.Stream)], ct);
        IReadOnlyList<ChangingEntry> EntriesOf(Thing thing) => Changes.Find(streams[thing.Stream], before.Times.At, after.Times.At);
        return new Comparison(
            plan, Domain.Simulations.Simulated.IsPlan(plan), before.Times.AsOf, after.Times.AsOf, before.Times.KnownAt, before.Times.Position,
            after.Times.KnownAt, after.Times.Position,
            [.. added.Select(thing => new ComparedItem(thing.Kind, thing.Id, thing.Name, EntriesOf(thing)))],
            [.. removed.Select(thing => new ComparedItem(thing.Kind, thing.Id, thing.Name, EntriesOf(thing)))],
            [.. changed.Select(one => new ChangedItem(one.Thing.Kind, one.Thing.Id, one.Thing.Name, one.Fields, EntriesOf(one.Thing)))]);
    }
}
