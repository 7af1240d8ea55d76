using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Ledger.Postgres.Measures;

/// <summary>What is measured of feeding the read models.</summary>
internal static class ProjectMeasures
{
    private static readonly Histogram<double> Duration = LedgerMeter.Meter.CreateHistogram(
        "ledger.project.duration", "s", "A step that took in entries: reading them, applying them, and committing rows and checkpoint.", tags: null,
        LedgerMeter.Durations);

    private static readonly Counter<long> Entries = LedgerMeter.Meter.CreateCounter<long>(
        "ledger.project.entries", "{entry}", "Entries that the read models have taken in.");

    /// <summary>A step has been committed.</summary>
    public static void Committed(TimeSpan duration, int entries, KeyValuePair<string, object?> target)
    {
        Duration.Record(duration.TotalSeconds, target);
        Entries.Add(entries, target);
    }
}
