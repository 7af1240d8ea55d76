using Ledger.Postgres.Measures;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Ledger.Postgres.EventStore;

/// <summary>Writes batches one after the other over one connection, and gives every request its answer.</summary>
internal sealed class AppendWriter(LedgerDatabase database, ILogger logger) : IAsyncDisposable
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(3);
    private const int Attempts = 3;

    private WriterSession? _session;

    /// <summary>Writes a batch. Never throws: what went wrong is the answer of the requests concerned.</summary>
    public async Task WriteAsync(IReadOnlyList<PendingAppend> batch)
    {
        using var span = AppendMeasures.Batch(batch);
        try
        {
            await WriteAsync(batch, Attempts);
        }
        catch (Exception e)
        {
            logger.LogError(e, "An append failed");
            Fail(batch, e);
        }
    }

    public async ValueTask DisposeAsync() => await CloseSessionAsync();

    private async Task WriteAsync(IReadOnlyList<PendingAppend> batch, int attempts)
    {
        if (await OpenSessionAsync(batch) is not { } session)
        {
            return;
        }

        List<Decision> decisions;
        try
        {
            decisions = await SendAsync(session, batch);
        }
        catch (PostgresException e) when (session.IsOpen)
        {
            // The server answered, and lives: the transaction was rolled back for certain.
            await RefusedAsync(batch, e, attempts);
            return;
        }
        catch (Exception e)
        {
            await LostAsync(batch, session, e, attempts);
            return;
        }

        session.Position = decisions.Max(decision => decision.LastPosition);
        AppendMeasures.Committed(decisions.Sum(decision => decision.IsAccepted ? decision.Pending.Entries : 0));
        await AnswerAsync(session, decisions);
    }

    private static async Task<List<Decision>> SendAsync(WriterSession session, IReadOnlyList<PendingAppend> batch) => batch switch
    {
        [var one] when AppendOne.Fits(one) => [await session.One.ExecuteAsync(one)],
        [{ Entries: >= AppendQueue.CopyFrom } large] => [await CopyBatch.ExecuteAsync(session.Connection, large)],
        _ => await AppendBatch.ExecuteAsync(session.Connection, batch),
    };

    private static async Task AnswerAsync(WriterSession session, List<Decision> decisions)
    {
        foreach (var decision in decisions)
        {
            if (decision is { Known.Same: true })
            {
                await RepeatAsync(session, decision);
            }
            else
            {
                decision.Pending.Resolve(decision switch
                {
                    { Known: { } known } => new AppendResult.KeyReused(known.First),
                    { IsAccepted: true } => decision.ToAppended(),
                    _ => decision.ToConflict(),
                });
            }
        }
    }

    private static async Task RepeatAsync(WriterSession session, Decision decision)
    {
        try
        {
            var (first, last) = (decision.Known!.First, decision.Known.Last);
            decision.Pending.Resolve(new AppendResult.Repeated(await ReadReceipt.ExecuteAsync(session.Connection, first, last, default)));
        }
        catch (NpgsqlException e)
        {
            // Nothing was written for this request, so its caller may simply repeat it.
            decision.Pending.Fail(new LedgerUnavailableException(outcomeUnknown: false, e));
        }
    }

    private async Task RefusedAsync(IReadOnlyList<PendingAppend> batch, PostgresException e, int attempts)
    {
        if (e.IsTransient || e.SqlState is PostgresErrorCodes.ReadOnlySqlTransaction or PostgresErrorCodes.QueryCanceled)
        {
            // Out of disk, memory or connections, or a standby: no request's fault, and none would fare better alone.
            Fail(batch, new LedgerUnavailableException(outcomeUnknown: false, e));
        }
        else if (batch.Count == 1)
        {
            Fail(batch, e);
        }
        else
        {
            logger.LogWarning(e, "A batch of {Count} appends failed; each is tried alone", batch.Count);
            foreach (var pending in batch)
            {
                await WriteAsync([pending], attempts);
            }
        }
    }

    private async Task LostAsync(IReadOnlyList<PendingAppend> batch, WriterSession lost, Exception e, int attempts)
    {
        logger.LogWarning(e, "The connection was lost while {Count} appends were on their way", batch.Count);
        // One that was given up after a time is still whole, and its backend is about to be ended: it must not go back to the pool.
        database.Writer.Clear();
        await CloseSessionAsync();
        var outcome = await LostAppends.FindAsync(database.Owner, lost, batch);
        if (outcome is null)
        {
            Fail(batch, new LedgerUnavailableException(outcomeUnknown: true, e));
            return;
        }

        AppendMeasures.Committed(outcome.Recorded.Sum(recorded => recorded.Entries.Count));
        foreach (var (pending, entries) in outcome.Recorded)
        {
            pending.Resolve(new AppendResult.Appended(entries));
        }

        if (outcome.Missing.Count > 0 && attempts > 1)
        {
            await WriteAsync(outcome.Missing, attempts - 1);
        }
        else
        {
            Fail(outcome.Missing, new LedgerUnavailableException(outcomeUnknown: false, e));
        }
    }

    private async Task<WriterSession?> OpenSessionAsync(IReadOnlyList<PendingAppend> batch)
    {
        if (_session is { IsOpen: true })
        {
            return _session;
        }

        await CloseSessionAsync();
        using var timeout = new CancellationTokenSource(ConnectTimeout);
        try
        {
            return _session = await WriterSession.OpenAsync(database.Writer, timeout.Token);
        }
        catch (Exception e) when (e is NpgsqlException or OperationCanceledException or TimeoutException)
        {
            logger.LogWarning(e, "No connection for {Count} appends", batch.Count);
            Fail(batch, new LedgerUnavailableException(outcomeUnknown: false, e));
            return null;
        }
    }

    private async Task CloseSessionAsync()
    {
        var session = _session;
        _session = null;
        if (session is not null)
        {
            await session.DisposeAsync();
        }
    }

    private static void Fail(IReadOnlyList<PendingAppend> batch, Exception e)
    {
        foreach (var pending in batch)
        {
            pending.Fail(e);
        }
    }
}
