using Npgsql;

namespace Ledger.Postgres.EventStore;

/// <summary>After a lost connection: which of the entries that were sent are in the log.</summary>
internal static class FindEntries
{
    // A backend may outlive its connection, and append what it had received after we looked. So the old one is ended first
    // and seen to be gone; then what is in the log is all that will ever come of what was sent. Marten's layout has no index on id: what was sent can
    // only lie beyond the last position known before, and that range is short.
    private const string EndSql = """
        select pg_terminate_backend(pid) from pg_stat_activity where application_name = $1 and pid <> pg_backend_pid()
        """;

    private const string FindSql = "select id, seq_id from ledger.mt_events where seq_id > $1 and id = any($2)";

    /// <summary>Ends the old backend.</summary>
    /// <returns>Whether it is gone; if not, ask again.</returns>
    public static async Task<bool> EndBackendAsync(NpgsqlDataSource owner, string session, CancellationToken ct)
    {
        await using var command = owner.CreateCommand(EndSql);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = session });
        return await command.ExecuteScalarAsync(ct) is null;
    }

    /// <summary>Finds entries by id.</summary>
    /// <returns>The positions of those that are in the log.</returns>
    public static async Task<Dictionary<Guid, long>> ExecuteAsync(NpgsqlDataSource owner, long after, Guid[] ids, CancellationToken ct)
    {
        await using var command = owner.CreateCommand(FindSql);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = after });
        command.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = ids });
        await using var row = await command.ExecuteReaderAsync(ct);
        var found = new Dictionary<Guid, long>();
        while (await row.ReadAsync(ct))
        {
            found.Add(row.GetGuid(0), row.GetInt64(1));
        }

        return found;
    }
}
