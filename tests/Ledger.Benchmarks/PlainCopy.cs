using System.Diagnostics;
using Npgsql;
using NpgsqlTypes;

namespace Ledger.Benchmarks;

/// <summary>COPY by hand: out of the log, and binary into the tables of <see cref="PlainInserts"/> with the columns, indexes and foreign key of the log.</summary>
internal static class PlainCopy
{
    /// <summary>Reads all entries of the log as CSV over one connection.</summary>
    /// <returns>Rows a second.</returns>
    public static async Task<double> OutAsync(string connectionString)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        var clock = Stopwatch.StartNew();
        using var rows = await connection.BeginTextExportAsync(
            "copy (select seq_id, stream_id, version, type, timestamp, user_name, data from ledger.mt_events order by seq_id) to stdout (format csv)");
        var count = 0;
        while (await rows.ReadLineAsync() is not null) count++;
        return count / clock.Elapsed.TotalSeconds;
    }

    /// <summary>Makes streams.</summary>
    public static async Task AddStreamsAsync(NpgsqlConnection connection, IReadOnlyList<string> streams)
    {
        await using var command = new NpgsqlCommand("insert into plain.streams (id, type, version) select s, 'project', 0 from unnest($1) s", connection);
        command.Parameters.Add(new() { Value = streams.ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Varchar });
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Copies rows in one transaction.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="first">Position of the first row.</param>
    /// <param name="rows">Stream and version of each.</param>
    /// <param name="payload">What each holds.</param>
    public static async Task RowsAsync(NpgsqlConnection connection, long first, IEnumerable<(string Stream, long Version)> rows, byte[] payload)
    {
        await using var copy = await connection.BeginBinaryImportAsync(
            "copy plain.events (seq_id, id, stream_id, version, data, type, timestamp, user_name) from stdin (format binary)");
        var now = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        foreach (var (stream, version) in rows)
        {
            await copy.StartRowAsync();
            await copy.WriteAsync(first++, NpgsqlDbType.Bigint);
            await copy.WriteAsync(Guid.CreateVersion7(), NpgsqlDbType.Uuid);
            await copy.WriteAsync(stream, NpgsqlDbType.Varchar);
            await copy.WriteAsync(version, NpgsqlDbType.Bigint);
            await copy.WriteAsync(payload, NpgsqlDbType.Jsonb);
            await copy.WriteAsync("construction_started", NpgsqlDbType.Varchar);
            await copy.WriteAsync(now, NpgsqlDbType.TimestampTz);
            await copy.WriteAsync("bench", NpgsqlDbType.Varchar);
        }

        await copy.CompleteAsync();
    }
}
