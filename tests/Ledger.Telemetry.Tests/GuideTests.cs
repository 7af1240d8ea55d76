using System.Diagnostics.Metrics;
using System.Text.RegularExpressions;
using Ledger.Postgres.Measures;
using Ledger.Server.Tests.OpenApi;
using Ledger.Server.Tests.Recording;
using Shouldly;
using Xunit;

namespace Ledger.Telemetry.Tests;

/// <summary>The guide lists the measures that there are, and only those.</summary>
[Collection(MeasuresAlone.Name)]
public sealed partial class GuideTests(RecordingHost host) : IClassFixture<RecordingHost>
{
    private static readonly string Guide = File.ReadAllText(Path.Combine(Repository.Root, "docs", "guides", "monitoring.md"));

    [Fact]
    public void The_table_is_what_a_running_server_has()
    {
        host.Client.ShouldNotBeNull();
        var there = new HashSet<string>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, _) =>
        {
            if (instrument.Meter.Name == LedgerMeter.Name) there.Add($"{instrument.Name} | {KindOf(instrument)} | {instrument.Unit}");
        };
        listener.Start();
        var told = Row().Matches(Guide).Select(row => $"{row.Groups["name"].Value} | {row.Groups["kind"].Value} | {row.Groups["unit"].Value}").ToList();
        there.Count.ShouldBeGreaterThan(15);
        told.Order(StringComparer.Ordinal).ShouldBe(there.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_measure_says_in_a_sentence_what_it_is()
    {
        var lacking = new List<string>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, _) =>
        {
            if (instrument.Meter.Name == LedgerMeter.Name && instrument.Description?.EndsWith('.') != true) lacking.Add(instrument.Name);
        };
        listener.Start();
        lacking.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_names_to_be_woken_for_are_names_that_are_shown()
    {
        var families = Row().Matches(Guide).Select(row => row.Groups["name"].Value.Replace('.', '_')).ToList();
        var alarms = Guide[Guide.IndexOf("## What to wake", StringComparison.Ordinal)..Guide.IndexOf("## Traces", StringComparison.Ordinal)];
        var named = Prometheus().Matches(alarms).Select(match => match.Value).Where(name => name != "ledger_outcome").Distinct().ToList();
        named.Count.ShouldBeGreaterThan(5);
        named.Where(name => !families.Contains(Suffix().Replace(name, ""))).ShouldBeEmpty();
        // Those that a server has from its start are there under these very names.
        var shown = (await Scrape.OfAsync(host.Client)).All.Select(series => series.Name).ToHashSet();
        named.Where(name => (name.Contains("project", StringComparison.Ordinal) || name.Contains("database", StringComparison.Ordinal)) && !shown.Contains(name)).ShouldBeEmpty();
    }

    private static string KindOf(Instrument instrument) => instrument.GetType().Name.Split('`')[0] switch
    {
        "ObservableGauge" => "gauge",
        "ObservableUpDownCounter" => "up-down counter",
        "Counter" => "counter",
        "Histogram" => "histogram",
        var other => other,
    };

    [GeneratedRegex(@"^\| `(?<name>ledger\.[a-z_.]+)` \| (?<kind>[a-z -]+) \| (`(?<unit>[^`]+)`)? ?\|", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Row();

    [GeneratedRegex("ledger_[a-z_]+")]
    private static partial Regex Prometheus();

    [GeneratedRegex("(_seconds|_bytes)?(_total|_count|_sum|_bucket)?$")]
    private static partial Regex Suffix();
}
