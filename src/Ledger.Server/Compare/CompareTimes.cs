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
        var (from, to) = (request.Values.Date(Parameters.From), request.Values.Date(Parameters.To));
        request.Values.Knowledge(Parameters.KnownFrom);
        string[] models = [Models.Projects, Models.Indicators, Models.Plans];
        if (await request.KnownAsync(to ?? request.Today, to is not null, Parameters.KnownTo, models) is not { } later) return request.Stop!;
        var code = request.Values.Text(Parameters.ComparedPlan)!;
        var whenever = later with { AsOf = DateOnly.MaxValue };
        if (await queries.PlanAsync(whenever.At, code, request.Aborted) is not { } plan)
            return await NotThere.AnswerAsync(store, "plan", code, "published", whenever, request.Aborted);
        if (await request.KnownAsync(from ?? plan.State.Document.PeriodStart, from is not null, Parameters.KnownFrom, models) is not { } earlier
            || !request.Fresh(earlier, later))
            return request.Stop!;
        return request.Answer(await CompareAsync(queries, store, code, earlier, later, request.Aborted));
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
        var changed = new List<ChangedItem>();
        foreach (var thing in after.Things.Where(thing => old.ContainsKey(thing.Stream)))
        {
            var fields = Fields.Differing(old[thing.Stream].Fields, thing.Fields);
            if (fields.Count == 0) continue;
            var entries = await Changes.FindAsync(store, thing.Stream, before.Times.At, after.Times.At, ct);
            changed.Add(new ChangedItem(thing.Kind, thing.Id, thing.Name, fields, entries));
        }

        return new Comparison(
            plan, Domain.Simulations.Simulated.IsPlan(plan), before.Times.AsOf, after.Times.AsOf, before.Times.KnownAt, before.Times.Position,
            after.Times.KnownAt, after.Times.Position,
            [.. after.Things.Where(thing => !old.ContainsKey(thing.Stream)).Select(Item)],
            [.. before.Things.Where(thing => !@new.Contains(thing.Stream)).Select(Item)],
            changed);
    }

    private static ComparedItem Item(Thing thing) => new(thing.Kind, thing.Id, thing.Name);
}
