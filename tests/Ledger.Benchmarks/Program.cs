using Ledger.Benchmarks;
using Spectre.Console;

if (args is [RebuildProcess.Argument, var connectionString])
{
    await RebuildProcess.RunAsync(connectionString);
    return 0;
}

IReadOnlyList<IBenchmark> all =
[
    new StartBenchmark(), new AppendBenchmark(), new AppendBatchesBenchmark(), new ImportBenchmark(), new HistoryAppendsBenchmark(), new MeasuredAppendBenchmark(), new BoardBenchmark("board", 2_000, 25), new BoardBenchmark("board-large", 20_000, 50), new RebuildBenchmark(20_000, 50), new LagBenchmark(), new AuditExportBenchmark(), new PageBoardBenchmark(), new PagesBenchmark(), new FeedBenchmark(),
    new HttpPostBenchmark(), new HttpBoardBenchmark(remembers: true), new HttpBoardBenchmark(remembers: false),
    new StreamBenchmark(), new CompareBenchmark(), new HistoryReadsBenchmark(), new CorrectionsBenchmark(), new SizesBenchmark(), new StartLargeBenchmark(), new FeedLargeBenchmark(),
];
var wanted = args.Length == 0 || args.Contains("all") ? all : [.. all.Where(benchmark => args.Contains(benchmark.Name))];
if (wanted.Count == 0 || args.Except([.. all.Select(benchmark => benchmark.Name), "all"]).Any())
{
    AnsiConsole.MarkupLine($"Name one or more of: {string.Join(", ", all.Select(benchmark => benchmark.Name))}, or all.");
    return 2;
}

try
{
    foreach (var benchmark in wanted)
    {
        AnsiConsole.WriteLine();
        AnsiConsole.Write(new Rule(Markup.Escape(benchmark.Name)) { Justification = Justify.Left });
        AnsiConsole.WriteLine(benchmark.What);
        await benchmark.RunAsync();
    }
}
finally
{
    await FilledLedger.CloseAllAsync();
}

return 0;
