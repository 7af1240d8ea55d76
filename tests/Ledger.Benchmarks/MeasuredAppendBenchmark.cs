using System.Diagnostics;
using Ledger.Postgres.EventStore;
using Microsoft.Extensions.Logging.Abstractions;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using Spectre.Console;

namespace Ledger.Benchmarks;

/// <summary>What measuring costs appends.</summary>
internal sealed class MeasuredAppendBenchmark : IBenchmark
{
    private const int Repetitions = 7;

    public string Name => "append-measured";

    public string What =>
        "Appends as in 'append', while nobody listens, while measures are kept as for /metrics, and while every append is traced as well and its spans are thrown "
        + $"away. The three take turns, {Repetitions} times each; the ratios are those of the turns, median and range.";

    public async Task RunAsync()
    {
        await using var scratch = new Scratch();
        await using var database = await scratch.OpenAsync();
        await using var store = new EventStore(database, NullLogger<EventStore>.Instance);
        var table = new Table().AddColumns("callers", "nobody, entries/s", "measured, of that", "traced, of that", "nobody p50, ms", "measured p50, of that", "traced p50, of that");
        var run = 0;
        foreach (var callers in new[] { 1, 8, 64 })
        {
            var alone = new AppendBenchmark.Rates();
            var (measured, traced) = (new AppendBenchmark.Rates(), new AppendBenchmark.Rates());
            for (var i = 0; i <= Repetitions; i++)
            {
                async Task<(double PerSecond, double P50)> TurnAsync()
                {
                    var (round, rates) = (run++, new AppendBenchmark.Rates());
                    await AppendBenchmark.MeasureAsync(callers, caller => AppendBenchmark.AppendOneAsync(store, $"project-m{round}-{caller}"), rates);
                    return (rates.PerSecond.Median, rates.P50.Median);
                }

                var plain = await TurnAsync();
                using var metrics = Sdk.CreateMeterProviderBuilder().AddMeter("Ledger", "Npgsql").AddPrometheusExporter().Build();
                var withMetrics = await TurnAsync();
                using var traces = Sdk.CreateTracerProviderBuilder().AddSource("Ledger", "Npgsql").AddProcessor(new BatchActivityExportProcessor(new Nowhere())).Build();
                var withTraces = await TurnAsync();
                if (i == 0) continue;
                alone.PerSecond.Add(plain.PerSecond);
                alone.P50.Add(plain.P50);
                measured.PerSecond.Add(withMetrics.PerSecond / plain.PerSecond);
                measured.P50.Add(withMetrics.P50 / plain.P50);
                traced.PerSecond.Add(withTraces.PerSecond / plain.PerSecond);
                traced.P50.Add(withTraces.P50 / plain.P50);
            }

            table.AddRow(
                $"{callers}", alone.PerSecond.Text("0", ""), measured.PerSecond.Text("0.00", ""), traced.PerSecond.Text("0.00", ""),
                alone.P50.Text("0.00", ""), measured.P50.Text("0.00", ""), traced.P50.Text("0.00", ""));
        }

        AnsiConsole.Write(table);
    }

    private sealed class Nowhere : BaseExporter<Activity>
    {
        public override ExportResult Export(in Batch<Activity> batch) => ExportResult.Success;
    }
}
