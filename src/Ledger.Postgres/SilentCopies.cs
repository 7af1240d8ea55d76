using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Ledger.Postgres;

/// <summary>Ends sessions on which others wait and whose owner went silent in the middle of a COPY.</summary>
/// <remarks>
/// PostgreSQL bounds the silence of a session in every state but this one (<see cref="LostServer"/>): while it waits for COPY data
/// it holds its locks for as long as the sender's system answers, which for a process that stands still is for ever. A large append
/// and a batch of rows are COPYs. So every server looks once a second at what the COPYs have received, and ends one that received nothing
/// for four seconds while somebody waits for its locks. What was under way is rolled back; its server finds its session gone and does it
/// again. One on which nobody waits may be as slow as it likes.
/// </remarks>
/// <param name="database">The database. Its user sees and ends the sessions of its own, which all servers of a ledger have.</param>
/// <param name="logger">Told about the sessions that were ended.</param>
public sealed class SilentCopies(LedgerDatabase database, ILogger<SilentCopies> logger) : BackgroundService
{
    // A process id can be given to another session, a session have another COPY: the transaction's beginning tells them apart.
    private const string LookSql = """
        select a.pid, a.xact_start, c.bytes_processed
        from pg_stat_progress_copy c join pg_stat_activity a using (pid)
        where c.datname = current_database() and c.command = 'COPY FROM' and c.type = 'PIPE'
        """;

    private const string EndSql = """
        select pg_terminate_backend(pid) from pg_stat_activity
        where pid = $1 and xact_start = $2 and wait_event = 'ClientRead'
        and exists (select from pg_locks waiting where not waiting.granted and $1 = any (pg_blocking_pids(waiting.pid)))
        """;

    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);
    private const int MostSilentLooks = 4;

    private Dictionary<(int Pid, DateTime Begun), (long Bytes, int Looks)> _seen = [];

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(LookEvery, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            try
            {
                await LookAsync(stoppingToken);
            }
            catch (Exception e)
            {
                // With the database away there is nothing to end. Whatever else it is, it is told and tried again.
                _seen = [];
                if (!stoppingToken.IsCancellationRequested) logger.LogDebug(e, "Whether a COPY has gone silent could not be found out");
            }
        }
    }

    private async Task LookAsync(CancellationToken ct)
    {
        var seen = new Dictionary<(int, DateTime), (long Bytes, int Looks)>();
        await using (var command = database.Owner.CreateCommand(LookSql))
        await using (var row = await command.ExecuteReaderAsync(ct))
        {
            while (await row.ReadAsync(ct))
            {
                var (session, bytes) = ((row.GetInt32(0), row.GetDateTime(1)), row.GetInt64(2));
                seen[session] = _seen.TryGetValue(session, out var before) && before.Bytes == bytes ? (bytes, before.Looks + 1) : (bytes, 0);
            }
        }

        _seen = seen;
        foreach (var (pid, begun) in seen.Where(one => one.Value.Looks >= MostSilentLooks).Select(one => one.Key)) await EndAsync(pid, begun, ct);
    }

    private async Task EndAsync(int pid, DateTime begun, CancellationToken ct)
    {
        await using var command = database.Owner.CreateCommand(EndSql);
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = pid });
        command.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = begun });
        if (await command.ExecuteScalarAsync(ct) is true)
            logger.LogWarning("A server went silent in the middle of a COPY while others waited for its locks: its session {Pid} was ended, and its transaction rolled back", pid);
    }
}
