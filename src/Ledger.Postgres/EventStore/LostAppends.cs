using Npgsql;

namespace Ledger.Postgres.EventStore;

/// <summary>What became of requests whose connection was lost.</summary>
/// <param name="Recorded">Those in the log, and where.</param>
/// <param name="Missing">Those that are not, and never will be unless they are sent again.</param>
internal sealed record LostAppends(
    IReadOnlyList<(PendingAppend Pending, IReadOnlyList<AppendedEntry> Entries)> Recorded, IReadOnlyList<PendingAppend> Missing)
{
    private static readonly TimeSpan GiveUpAfter = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Finds out, waiting for the database for a bounded time.</summary>
    /// <returns>Null when the database did not come back: the outcome is not known.</returns>
    public static async Task<LostAppends?> FindAsync(NpgsqlDataSource owner, WriterSession lost, IReadOnlyList<PendingAppend> batch)
    {
        using var timeout = new CancellationTokenSource(GiveUpAfter);
        while (true)
        {
            try
            {
                if (await FindEntries.EndBackendAsync(owner, lost.Name, timeout.Token))
                {
                    return await ReadAsync(owner, lost.Position, batch, timeout.Token);
                }

                await Task.Delay(Pause, timeout.Token);
            }
            catch (OperationCanceledException)
            {
                return null;
            }
            catch (Exception e) when (e is NpgsqlException or TimeoutException)
            {
                if (timeout.IsCancellationRequested)
                {
                    return null;
                }

                await Task.Delay(Pause, CancellationToken.None);
            }
        }
    }

    private static async Task<LostAppends> ReadAsync(
        NpgsqlDataSource owner, long after, IReadOnlyList<PendingAppend> batch, CancellationToken ct)
    {
        // A request is appended whole or not at all, at neighbouring positions: its first entry stands for it.
        var found = await FindEntries.ExecuteAsync(owner, after, [.. batch.Select(pending => pending.Ids[0])], ct);
        await using var connection = await owner.OpenConnectionAsync(ct);
        var recorded = new List<(PendingAppend, IReadOnlyList<AppendedEntry>)>();
        foreach (var pending in batch.Where(pending => found.ContainsKey(pending.Ids[0])))
        {
            var first = found[pending.Ids[0]];
            recorded.Add((pending, await ReadReceipt.ExecuteAsync(connection, first, first + pending.Entries - 1, ct)));
        }

        return new LostAppends(recorded, [.. batch.Where(pending => !found.ContainsKey(pending.Ids[0]))]);
    }
}
