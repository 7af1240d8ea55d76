using Ledger.Postgres.EventStore;
using Ledger.Postgres.ReadModels;
using Ledger.Server.Api;
using Ledger.Server.Web;

namespace Ledger.Server.Compare;

/// <summary><c>GET /api/v1/compare</c></summary>
internal static class CompareTimes
{
    private const int StreamsAtOnce = 1_000;

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
        var projects = await queries.DifferingProjectsAsync(plan, earlier.At, later.At, Pair.Of, ct);
        var indicators = await queries.DifferingIndicatorsAsync(plan, earlier.At, later.At, Pair.Of, ct);
        var pairs = projects.Concat(indicators).Where(pair => pair.Differs).ToList();
        var entries = await EntriesAsync(queries, store, pairs, earlier.At, later.At, ct);
        return new Comparison(
            plan, Domain.Simulations.Simulated.IsPlan(plan), earlier.AsOf, later.AsOf, earlier.KnownAt, earlier.Position, later.KnownAt, later.Position,
            [.. pairs.Where(pair => !pair.Before).Select(pair => pair.Item(entries))],
            [.. pairs.Where(pair => !pair.After).Select(pair => pair.Item(entries))],
            [.. pairs.Where(pair => pair.OnBothSides).Select(pair => pair.Changed(entries))]);
    }

    // Where the rows could not tell for certain which entries make the difference, their streams are read.
    private static async Task<Dictionary<string, IReadOnlyList<ChangingEntry>>> EntriesAsync(
        LedgerQueries queries, EventStore store, IReadOnlyList<Pair> pairs, AsKnown earlier, AsKnown later, CancellationToken ct)
    {
        var told = pairs.Where(pair => pair.Made is not null).ToList();
        var columns = await queries.EntriesAsync(told.SelectMany(pair => pair.Made!).Select(entry => entry.Position), ct);
        var found = told.ToDictionary(pair => pair.Stream, IReadOnlyList<ChangingEntry> (pair) => [.. pair.Made!.Select(entry => ChangingEntry.Of(entry, columns[entry.Position]))]);
        foreach (var some in pairs.Where(pair => pair.Made is null).Chunk(StreamsAtOnce))
        {
            foreach (var (stream, stored) in await store.ReadStreamsAsync([.. some.Select(pair => pair.Stream)], ct))
                found[stream] = Changes.Find(stored, earlier, later);
        }

        return found;
    }
}
