using System.Diagnostics;
using System.Diagnostics.Metrics;
using Ledger.Postgres.EventStore;

namespace Ledger.Postgres.Measures;

/// <summary>What is measured of appending.</summary>
internal static class AppendMeasures
{
    private static readonly Histogram<double> Duration = LedgerMeter.Meter.CreateHistogram(
        "ledger.append.duration", "s", "From the call to its answer, which means durable where entries were appended.", tags: null, LedgerMeter.Durations);

    private static readonly Histogram<int> BatchSize = LedgerMeter.Meter.CreateHistogram(
        "ledger.append.batch.size", "{entry}", "Entries that one commit made durable.", tags: null,
        new InstrumentAdvice<int> { HistogramBucketBoundaries = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 10_000, 100_000] });

    private static readonly Counter<long> Entries = LedgerMeter.Meter.CreateCounter<long>(
        "ledger.append.entries", "{entry}", "Entries appended by this server.");

    /// <summary>Whether anybody wants to know how long appends take.</summary>
    public static bool AreTimed => Duration.Enabled;

    /// <summary>An append has been answered.</summary>
    public static void Answered(TimeSpan duration, string outcome) => Duration.Record(duration.TotalSeconds, LedgerMeter.Ended(outcome));

    /// <summary>A commit, or the look after a lost one, has shown that so many entries are in the log.</summary>
    public static void Committed(int entries)
    {
        if (entries == 0) return;
        BatchSize.Record(entries);
        Entries.Add(entries);
    }

    /// <summary>Begins the span of a batch: a child of the first call that is traced, linked to the others.</summary>
    /// <returns>Null where no call is traced. Whatever it is, commands sent from here on are its children and nobody else's.</returns>
    public static Activity? Batch(IReadOnlyList<PendingAppend> batch)
    {
        // The writer runs on in the context of the caller who woke it, whose own span may long have ended.
        Activity.Current = null;
        if (!LedgerMeter.Spans.HasListeners()) return null;
        var traced = batch.Where(pending => pending.Span != default).Select(pending => pending.Span).ToList();
        if (traced.Count == 0) return null;
        var span = LedgerMeter.Spans.StartActivity(
            "ledger append batch", ActivityKind.Internal, traced[0], links: traced.Skip(1).Select(context => new ActivityLink(context)));
        return span?.SetTag("ledger.requests", batch.Count).SetTag("ledger.entries", batch.Sum(pending => pending.Entries));
    }
}
