namespace Ledger.Server.Feed;

/// <summary>Counts those who wait or follow, so that they can't become more than the server can serve.</summary>
internal sealed class FeedSeats(FeedSettings settings)
{
    private int _taken;

    /// <summary>How many are taken.</summary>
    public int Taken => Volatile.Read(ref _taken);

    /// <summary>Takes a seat until the answer is disposed; null where all are taken.</summary>
    public IDisposable? Take()
    {
        if (Interlocked.Increment(ref _taken) <= settings.MostStreams) return new Seat(this);
        Interlocked.Decrement(ref _taken);
        return null;
    }

    private sealed class Seat(FeedSeats seats) : IDisposable
    {
        public void Dispose() => Interlocked.Decrement(ref seats._taken);
    }
}
