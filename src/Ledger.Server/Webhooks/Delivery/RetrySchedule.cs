namespace Ledger.Server.Webhooks.Delivery;

/// <summary>When an entry that could not be delivered is tried again: ten times within about three days.</summary>
internal static class RetrySchedule
{
    /// <summary>The waits, in order.</summary>
    public static IReadOnlyList<TimeSpan> Steps { get; } =
    [
        TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(10), TimeSpan.FromHours(1),
        TimeSpan.FromHours(3), TimeSpan.FromHours(6), TimeSpan.FromHours(12), TimeSpan.FromHours(24), TimeSpan.FromHours(24),
    ];

    /// <summary>For how long an endpoint that answers with Retry-After may put an entry off without taking steps.</summary>
    public static TimeSpan MostDeferred { get; } = TimeSpan.FromDays(3);

    private static readonly TimeSpan LongestRetryAfter = TimeSpan.FromHours(24);

    /// <summary>The wait after a failure; null where there is none left.</summary>
    /// <param name="taken">Steps taken so far.</param>
    /// <param name="chance">From 0 to 1, drawn anew each time.</param>
    /// <remarks>
    /// Half to one and a half of the step. "Full jitter", from nothing to the whole, would halve the three days on average and could
    /// use up the schedule within an hour.
    /// </remarks>
    public static TimeSpan? After(int taken, double chance) => taken < Steps.Count ? Steps[taken] * (0.5 + Math.Clamp(chance, 0, 1)) : null;

    /// <summary>The wait that an endpoint asked for, within bounds: a second to a day; nothing where it asked for none.</summary>
    public static TimeSpan Asked(TimeSpan? retryAfter) => retryAfter is not { } asked ? TimeSpan.Zero
        : asked < TimeSpan.FromSeconds(1) ? TimeSpan.FromSeconds(1) : asked > LongestRetryAfter ? LongestRetryAfter : asked;
}
