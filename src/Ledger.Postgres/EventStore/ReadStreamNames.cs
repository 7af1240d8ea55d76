using Npgsql;

namespace Ledger.Postgres.EventStore;

/// <summary>Lists the streams there are.</summary>
internal static class ReadStreamNames
{
    private const string Sql = "select id from ledger.mt_streams order by id collate \"C\"";

    public static async Task<IReadOnlyList<string>> ExecuteAsync(NpgsqlDataSource source, CancellationToken ct)
    {
        await using var command = source.CreateCommand(Sql);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var all = new List<string>();
        while (await reader.ReadAsync(ct)) all.Add(reader.GetString(0));
        return all;
    }
}
