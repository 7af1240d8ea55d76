using Ledger.Domain.Entries;
using Ledger.Domain.Findings;
using Ledger.Domain.Indicators;
using Ledger.Domain.Plans;
using Ledger.Domain.Projects;
using Ledger.Domain.Time;
using Ledger.Postgres;
using Ledger.Postgres.Doctor;
using Ledger.Postgres.EventStore;
using Ledger.Postgres.ReadModels;

namespace Ledger.Server.Commands.Doctor;

/// <summary>Holds rows against the domain's fold, which defines them, at random pairs of times.</summary>
/// <remarks>The choice depends on the ledger's size only, so that a doctor called twice looks at the same.</remarks>
/// <param name="services">The ledger.</param>
/// <param name="full">Whether to look at every stream.</param>
internal sealed class FoldCheck(IServiceProvider services, bool full)
{
    private const string Area = "readModels";
    private const int SampledStreams = 200;
    private const int TimesEach = 4;

    private readonly EventStore _store = services.GetRequiredService<EventStore>();
    private readonly LedgerQueries _queries = services.GetRequiredService<LedgerQueries>();

    public async Task<Check> RunAsync(IProgress<Step> progress, CancellationToken ct)
    {
        var models = await services.GetRequiredService<ReadModelCatalog>().StatusAsync(ct);
        var position = models.Select(model => model.Position).DefaultIfEmpty(0).Min();
        var all = await services.GetRequiredService<EventStore>().StreamsAsync(ct);
        var random = new Random(unchecked((int)position));
        var chosen = full ? all : Sample(all, random);
        for (var i = 0; i < chosen.Count; i++)
        {
            if (await DifferenceAsync(chosen[i], position, random, ct) is { } difference)
                return new Check(Area, "Rows and fold", Outcome.Fail, difference, "Run 'ledger rebuild'; if it comes back, report it with this line.");
            progress.Report(new Step(i + 1, chosen.Count));
        }

        return new Check(Area, "Rows and fold", Outcome.Ok,
            $"equal for {chosen.Count} of {all.Count} streams at {TimesEach} random pairs of times each, as reported and as confirmed" + (chosen.Count < all.Count ? "; --full looks at all" : ""));
    }

    private async Task<string?> DifferenceAsync(string stream, long position, Random random, CancellationToken ct)
    {
        IReadOnlyList<Recorded> entries;
        try
        {
            entries = [.. (await _store.ReadStreamAsync(stream, position, ct)).Select(entry => entry.ToRecorded())];
        }
        catch (UnreadableEventException e)
        {
            return $"{stream}: {e.Message}";
        }

        for (var i = 0; i < TimesEach && entries.Count > 0; i++)
        {
            var at = Pick(entries, position, random);
            foreach (var basis in Enum.GetValues<Basis>())
            {
                if (!await AgreesAsync(stream, entries, at with { Basis = basis }, ct))
                    return $"{stream} differs on {TimeText.Of(at.AsOf)} as known at position {at.Position}, on the basis of what is {Code<Basis>.Of(basis)}";
            }
        }

        return null;
    }

    private static List<string> Sample(IReadOnlyList<string> all, Random random)
    {
        var mixed = all.ToArray();
        random.Shuffle(mixed);
        return [.. mixed.Take(SampledStreams)];
    }

    // On the days of facts and beside them, at the positions of entries and beside them: where mistakes would be.
    private static AsKnown Pick(IReadOnlyList<Recorded> entries, long position, Random random)
    {
        var day = random.GetItems(entries.ToArray(), 1)[0].Event.Effective.On.AddDays(random.Next(-1, 2));
        var known = random.GetItems(entries.ToArray(), 1)[0].Position + random.Next(-1, 2);
        return new AsKnown(day, random.Next(3) == 0 ? position : Math.Clamp(known, 0, position));
    }

    private async Task<bool> AgreesAsync(string stream, IReadOnlyList<Recorded> entries, AsKnown at, CancellationToken ct)
    {
        var id = StreamName.IdOf(stream);
        switch (StreamName.TypeOf(stream))
        {
            case "project":
                return Equals((await _queries.ProjectAsync(at, id, ct))?.State, Fold.State<Project>(entries, at.AsOf, at.Position, at.Basis) as Project.Known);
            case "plan":
                return Equals((await _queries.PlanAsync(at, id, ct))?.State, Fold.State<Plan>(entries, at.AsOf, at.Position) as Plan.Published);
            case "indicator":
                var row = await _queries.IndicatorAsync(at, id, ct);
                return Fold.State<Indicator>(entries, at.AsOf, at.Position, at.Basis) switch
                {
                    Indicator.Defined defined => row is { Live: true } && row.State == defined,
                    Indicator.Retired retired => row is { Live: false } && row.State == retired.Last,
                    _ => row is null,
                };
            case "finding":
                return await FindingAgreesAsync(id, Fold.State<Finding>(entries, at.AsOf, at.Position), at, ct);
            default:
                return true; // other streams have no rows
        }
    }

    private async Task<bool> FindingAgreesAsync(string id, Finding folded, AsKnown at, CancellationToken ct)
    {
        var row = await _queries.FindingAsync(at, id, ct);
        return Equals(row is { Live: true } ? row.State : null, folded as Finding.Open);
    }
}
