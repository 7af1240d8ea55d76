using System.Diagnostics.Metrics;

namespace Ledger.Postgres.Measures;

/// <summary>The ways in which the feed is read.</summary>
public enum FeedWay
{
    /// <summary>By asking for pages.</summary>
    Pull,

    /// <summary>As server-sent events.</summary>
    Sse,

    /// <summary>By webhooks.</summary>
    Webhook,
}

/// <summary>What is measured of the feed. Those who send call this; every call is cheap, and next to nothing while nobody listens.</summary>
public static class FeedMeasures
{
    private static readonly string[] Ways = ["pull", "sse", "webhook"];
    private static long _streams;

    private static readonly Counter<long> Entries = LedgerMeter.Meter.CreateCounter<long>(
        "ledger.feed.entries", "{entry}", "Entries that the feed has sent, by way.");

    private static readonly Histogram<double> Latency = LedgerMeter.Meter.CreateHistogram(
        "ledger.feed.latency", "s", "From the recorded time of an entry until it was sent to a reader who was waiting for it, by way.", tags: null,
        LedgerMeter.Durations);

    static FeedMeasures() => LedgerMeter.Meter.CreateObservableUpDownCounter(
        "ledger.feed.streams", static () => Interlocked.Read(ref _streams), "{stream}", "Open streams of server-sent events.");

    /// <summary>Entries have been sent, from history or live.</summary>
    /// <param name="way">The way they were sent.</param>
    /// <param name="entries">How many, 0 or more; filtered-out ones do not count.</param>
    public static void Sent(FeedWay way, int entries) => Entries.Add(entries, Label(way));

    /// <summary>An entry has been sent to a reader who had all before it and waited: only then is its age the feed's latency.</summary>
    /// <param name="way">The way it was sent.</param>
    /// <param name="recordedAt">Its recorded time, which is the database's.</param>
    /// <param name="now">This server's time. Where the two clocks differ the latency is off by as much; never below zero.</param>
    public static void SentLive(FeedWay way, DateTimeOffset recordedAt, DateTimeOffset now) =>
        Latency.Record(Math.Max(0, (now - recordedAt).TotalSeconds), Label(way));

    /// <summary>A stream of server-sent events is open until the answer is disposed of; twice does no harm.</summary>
    public static IDisposable OpenStream()
    {
        Interlocked.Increment(ref _streams);
        return new Stream();
    }

    private static KeyValuePair<string, object?> Label(FeedWay way) => new("ledger.feed.way", Ways[(int)way]);

    private sealed class Stream : IDisposable
    {
        private int _closed;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _closed, 1) == 0) Interlocked.Decrement(ref _streams);
        }
    }
}
