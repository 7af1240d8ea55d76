using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Ledger.Postgres.Measures;

/// <summary>How an attempt to deliver ended.</summary>
public enum DeliveryOutcome
{
    /// <summary>The target answered 2xx.</summary>
    Delivered,

    /// <summary>The target answered 410: it wants no more.</summary>
    Gone,

    /// <summary>The target answered 429 or 503 with Retry-After: not now.</summary>
    Throttled,

    /// <summary>The target answered anything else.</summary>
    Rejected,

    /// <summary>The target did not answer in time.</summary>
    TimedOut,

    /// <summary>No connection: name, route, port or certificate.</summary>
    Unreachable,

    /// <summary>The ledger refused to call the address, which leads inside its network.</summary>
    Forbidden,
}

/// <summary>What is measured of delivering to subscriptions. Those who deliver call this.</summary>
public static class DeliverMeasures
{
    private static readonly string[] Outcomes = ["delivered", "gone", "throttled", "rejected", "timed-out", "unreachable", "forbidden"];

    private static readonly Counter<long> Attempts = LedgerMeter.Meter.CreateCounter<long>(
        "ledger.deliver.attempts", "{attempt}", "Attempts to deliver to a subscription, by outcome.");

    private static readonly Histogram<double> Duration = LedgerMeter.Meter.CreateHistogram(
        "ledger.deliver.duration", "s", "An attempt to deliver, from sending to the answer, by outcome.", tags: null, LedgerMeter.Durations);

    /// <summary>Begins the span of an attempt, for which <see cref="Ended"/> is to be called.</summary>
    /// <param name="subscription">The subscription's id. It becomes an attribute of the span, not a label.</param>
    /// <param name="first">First position in the body.</param>
    /// <param name="last">Last position in the body.</param>
    /// <param name="attempt">The how-manieth attempt, from 1.</param>
    public static DeliveryAttempt Begin(string subscription, long first, long last, int attempt) => new(
        LedgerMeter.Spans.StartActivity("ledger deliver", ActivityKind.Client)?
            .SetTag("ledger.subscription", subscription).SetTag("ledger.position.first", first).SetTag("ledger.position", last).SetTag("ledger.attempt", attempt),
        Stopwatch.GetTimestamp());

    internal static void Ended(Activity? span, TimeSpan duration, DeliveryOutcome outcome)
    {
        var label = LedgerMeter.Ended(Outcomes[(int)outcome]);
        Attempts.Add(1, label);
        Duration.Record(duration.TotalSeconds, label);
        span?.SetTag(label.Key, label.Value);
        if (outcome != DeliveryOutcome.Delivered) span?.SetStatus(ActivityStatusCode.Error);
        span?.Dispose();
    }
}

/// <summary>An attempt under way.</summary>
/// <param name="Span">Its span; null where nobody traces.</param>
/// <param name="Began">When it began, as <see cref="Stopwatch"/> counts.</param>
public readonly record struct DeliveryAttempt(Activity? Span, long Began)
{
    /// <summary>Ends it: counts it, times it, closes its span.</summary>
    public void End(DeliveryOutcome outcome) => DeliverMeasures.Ended(Span, Stopwatch.GetElapsedTime(Began), outcome);
}
