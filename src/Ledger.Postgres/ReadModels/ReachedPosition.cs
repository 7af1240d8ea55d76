using Npgsql;

namespace Ledger.Postgres.ReadModels;

/// <summary>Tells those who wait for an entry to be visible that it is: once for all of them, whichever server feeds the read models.</summary>
/// <remarks>
/// The runner says how far it is where it is of this process. While somebody waits, the checkpoints are looked at besides, by one query for all
/// who wait: often where another server feeds the models, seldom where this one does. A NOTIFY would tell the other servers as soon; but
/// transactions that notify commit one after the other, and every append is one of them.
/// </remarks>
/// <param name="database">The database.</param>
internal sealed class ReachedPosition(LedgerDatabase database)
{
    // All models that are not stopped; the greatest position there is where all are.
    private const string Sql = $"""
        select coalesce(min(position) filter (where stopped_at is null), 9223372036854775807), count(*) from {ReadModelSchema.Live}.models
        """;

    private static readonly TimeSpan Often = TimeSpan.FromMilliseconds(2);
    private static readonly TimeSpan Seldom = TimeSpan.FromMilliseconds(25);
    private const long Fed = 1_000;

    private readonly Lock _lock = new();
    private readonly PriorityQueue<TaskCompletionSource, long> _waiting = new();
    private long _fedAt = long.MinValue;
    private bool _looking;

    /// <summary>Takes note that the models have been committed up to a position.</summary>
    public void Advance(long position)
    {
        Volatile.Write(ref _fedAt, Environment.TickCount64);
        Complete(position);
    }

    /// <summary>Waits until an entry is visible in every model that is not stopped.</summary>
    /// <returns>Whether it became visible in time.</returns>
    public async Task<bool> WaitAsync(long position, TimeSpan atMost, CancellationToken ct)
    {
        if (position == 0) return true;
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var look = false;
        lock (_lock)
        {
            _waiting.Enqueue(reached, position);
            if (!_looking) (_looking, look) = (true, true);
        }

        // The first look is at once: whoever asks about an old entry is not kept, and whoever has no time is told what is.
        if (look) _ = LookAsync();
        try
        {
            await reached.Task.WaitAsync(atMost > Often ? atMost : Often, ct);
            return true;
        }
        catch (TimeoutException)
        {
            return reached.Task.IsCompletedSuccessfully;
        }
        finally
        {
            // Those who gave up are dropped when their turn comes, or by the next look.
            reached.TrySetCanceled(CancellationToken.None);
        }
    }

    private async Task LookAsync()
    {
        while (true)
        {
            try
            {
                await using var command = database.App.CreateCommand(Sql);
                await using var row = await command.ExecuteReaderAsync();
                await row.ReadAsync();
                if (row.GetInt64(1) > 0) Complete(row.GetInt64(0));
            }
            catch (Exception e) when (e is NpgsqlException or TimeoutException or IOException or InvalidOperationException)
            {
                // The database is away, or the tables are being swapped: those who wait have a bound of their own.
            }

            lock (_lock)
            {
                if (!Prune())
                {
                    _looking = false;
                    return;
                }
            }

            await Task.Delay(Environment.TickCount64 - Volatile.Read(ref _fedAt) < Fed ? Seldom : Often);
        }
    }

    private void Complete(long position)
    {
        lock (_lock)
        {
            while (_waiting.TryPeek(out var first, out var wanted) && wanted <= position)
            {
                _waiting.Dequeue();
                first.TrySetResult();
            }
        }
    }

    // Whether anybody still waits. One who gave up behind others that wait is kept until their turn: no longer than the longest wait.
    private bool Prune()
    {
        while (_waiting.TryPeek(out var first, out _) && first.Task.IsCompleted) _waiting.Dequeue();
        return _waiting.Count > 0;
    }
}
