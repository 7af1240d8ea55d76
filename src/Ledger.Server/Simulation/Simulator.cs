using Ledger.Domain.Entries;
using Ledger.Domain.Indicators;
using Ledger.Domain.Plans;
using Ledger.Domain.Projects;
using Ledger.Domain.Time;
using Ledger.Postgres;
using Ledger.Postgres.EventStore;
using Ledger.Postgres.ReadModels;

namespace Ledger.Server.Simulation;

/// <summary>What a simulation did.</summary>
/// <param name="Plan">Code of its plan.</param>
/// <param name="Seed">Its seed.</param>
/// <param name="Until">The last simulated day of recording.</param>
/// <param name="Projects">Number of its projects.</param>
/// <param name="Indicators">Number of its indicators.</param>
/// <param name="Entries">Number of entries added, by their stored name.</param>
/// <param name="FirstPosition">Position of the first entry added; null where nothing was.</param>
/// <param name="LastPosition">Position of the last entry added; null where nothing was.</param>
internal sealed record SimulationReport(
    string Plan, int Seed, DateOnly Until, int Projects, int Indicators, IReadOnlyDictionary<string, int> Entries, long? FirstPosition, long? LastPosition);

/// <summary>Writes the course of a simulated district into the ledger, as far as it is not there.</summary>
/// <remarks>
/// Sitting by sitting, each one append: killed at any moment, it goes on from there. Everything is recorded now, by the
/// database's clock; the simulated time of recording stands beside it in the headers and is shown as what it is.
/// </remarks>
/// <param name="store">Where entries go.</param>
/// <param name="database">The same ledger's database, for the set-based reads.</param>
internal sealed class Simulator(EventStore store, LedgerDatabase database)
{
    /// <summary>Writes what is missing.</summary>
    /// <param name="seed">From 1; another seed is another simulation beside the others.</param>
    /// <param name="until">The last simulated day of recording.</param>
    /// <param name="progress">Told how many entries of how many are there.</param>
    /// <param name="ct">Cancels; what was written stays, and the next run goes on from there.</param>
    /// <exception cref="InvalidOperationException">The ledger has another course for the seed, made by another version of the program.</exception>
    public async Task<SimulationReport> RunAsync(int seed, DateOnly until, IProgress<(int Done, int Total)>? progress = null, CancellationToken ct = default)
    {
        var course = Course.Of(seed, until);
        var added = new List<AppendedEntry>();
        while (true)
        {
            var notebook = new Notebook(Course.PlanOf(seed), await ReadAsync(seed, ct));
            var missing = course.Where(entry => !notebook.Has(entry)).ToList();
            if (await WriteAsync(notebook, missing, added, left => progress?.Report((course.Count - left, course.Count)), ct)) return Report(seed, until, course, added);
            // Another run of the same simulation wrote the same sitting first. So there is less left each time, and this ends.
            await Task.Delay(Random.Shared.Next(20, 200), ct);
        }
    }

    private async Task<bool> WriteAsync(Notebook notebook, List<SimulatedEntry> missing, List<AppendedEntry> added, Action<int> left, CancellationToken ct)
    {
        var done = 0;
        foreach (var sitting in missing.GroupBy(entry => (entry.Day, entry.Clerk, entry.Pace == Pace.Evening)))
        {
            IReadOnlyList<SimulatedEntry> entries = [.. sitting];
            if (await store.AppendAsync(notebook.Decide(entries), ct) is not AppendResult.Appended appended) return false;
            notebook.Add(entries, appended.Entries);
            added.AddRange(appended.Entries);
            left(missing.Count - (done += entries.Count));
        }

        return true;
    }

    private async Task<IReadOnlyDictionary<string, IReadOnlyList<Recorded>>> ReadAsync(int seed, CancellationToken ct)
    {
        var plan = Course.PlanOf(seed);
        var streams = await ReadStreams.ReadAsync(
            database.App, [StreamName.Of<Plan>(plan), .. Office.Streams], [StreamName.Of<Project>(plan + "."), StreamName.Of<Indicator>(plan + ".")], ct);
        return streams.ToDictionary(
            stream => stream.Key, IReadOnlyList<Recorded> (stream) => [.. stream.Value.Select(entry => entry.ToRecorded())], StringComparer.Ordinal);
    }

    private static SimulationReport Report(int seed, DateOnly until, IReadOnlyList<SimulatedEntry> course, List<AppendedEntry> added) => new(
        Course.PlanOf(seed), seed, until, course.Count(entry => entry.Event is ProjectEvent.ProjectPlanned), course.Count(entry => entry.Event is IndicatorEvent.IndicatorDefined),
        new SortedDictionary<string, int>(added.CountBy(entry => entry.Type).ToDictionary(StringComparer.Ordinal), StringComparer.Ordinal),
        added.Count == 0 ? null : added[0].Position, added.Count == 0 ? null : added[^1].Position);
}
