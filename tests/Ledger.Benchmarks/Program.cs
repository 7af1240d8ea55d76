using Ledger.Benchmarks;
using Spectre.Console;

IReadOnlyList<IBenchmark> all = [new StartBenchmark(), new AppendBenchmark(), new MeasuredAppendBenchmark(), new BoardBenchmark("board", 2_000, 25), new BoardBenchmark("board-large", 20_000, 50), new AuditExportBenchmark(), new PageBoardBenchmark(), new PagesBenchmark(), new FeedBenchmark()];
var wanted = args.Length == 0 || args.Contains("all") ? all : [.. all.Where(benchmark => args.Contains(benchmark.Name))];
if (wanted.Count == 0 || args.Except([.. all.Select(benchmark => benchmark.Name), "all"]).Any())
{
    AnsiConsole.MarkupLine($"Name one or more of: {string.Join(", ", all.Select(benchmark => benchmark.Name))}, or all.");
    return 2;
}

foreach (var benchmark in wanted)
{
    AnsiConsole.WriteLine();
    AnsiConsole.Write(new Rule(Markup.Escape(benchmark.Name)) { Justification = Justify.Left });
    AnsiConsole.WriteLine(benchmark.What);
    await benchmark.RunAsync();
}

return 0;
