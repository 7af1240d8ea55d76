using System.Globalization;
using Ledger.Postgres.ReadModels;
using Spectre.Console;

namespace Ledger.Benchmarks;

/// <summary>Whether questions to the past cost more where there is ten times as much of it.</summary>
internal sealed class HistoryReadsBenchmark : IBenchmark
{
    private const int Projects = 20_000;
    private const int Repetitions = 3;
    private const int Questions = 200;

    public string Name => "history-reads";

    public string What =>
        $"{Projects:N0} projects of one plan with 5 entries each, and as many with 50 each. {Repetitions} × {Questions} questions in turn of both, each of another day and project: the first page of 50 with its total as of a past date, "
        + "the same as known at half of the log, and one project as of a past date. The ratio of the larger to the smaller history is what counts.";

    public async Task RunAsync()
    {
        FilledLedger[] ledgers = [await FilledLedger.OpenAsync(Projects, 5), await FilledLedger.OpenAsync(Projects, 50)];
        var (pages, known, ones) = (new Turns(), new Turns(), new Turns());
        for (var i = -20; i < Repetitions * Questions; i++)
        {
            for (var which = 0; which < ledgers.Length; which++)
            {
                var ledger = ledgers[which];
                var (queries, day) = (new LedgerQueries(ledger.Database), BenchPlan.Begin.AddDays((i + 20) * 13 % (ledger.EntriesEach * 10)));
                pages.Add(i, which, await Timed.MillisecondsAsync(() => queries.ProjectsAsync(new AsKnown(day, ledger.Head), BenchPlan.Filter, 0, 50)));
                known.Add(i, which, await Timed.MillisecondsAsync(() => queries.ProjectsAsync(new AsKnown(day, ledger.Head / 2), BenchPlan.Filter, 0, 50)));
                ones.Add(i, which, await Timed.MillisecondsAsync(() => queries.ProjectAsync(new AsKnown(day, ledger.Head), $"bench.p{(i + 20) * 7919 % Projects}")));
            }
        }

        pages.Print("board page as of a past date  ");
        known.Print("… as known at half of the log ");
        ones.Print("one project as of a past date ");
    }

    private sealed class Turns
    {
        private readonly Sample[][] _samples = [Samples(), Samples()];

        public void Add(int i, int which, double value)
        {
            if (i >= 0) _samples[which][i / Questions].Add(value);
        }

        public void Print(string what)
        {
            var (small, large) = (Medians(0), Medians(1));
            AnsiConsole.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{what}100,000 entries {small.Text("0.00", "ms")}; 1,000,000 entries {large.Text("0.00", "ms")}, p99 {_samples[1].Max(sample => sample.Percentile(0.99)):0.0} ms; ratio {large.Median / small.Median:0.00}"));
        }

        private static Sample[] Samples() => [.. Enumerable.Range(0, Repetitions).Select(_ => new Sample())];

        private Sample Medians(int which)
        {
            var medians = new Sample();
            foreach (var sample in _samples[which]) medians.Add(sample.Median);
            return medians;
        }
    }
}
