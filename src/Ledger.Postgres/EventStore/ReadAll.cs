using System.Runtime.CompilerServices;
using Npgsql;

namespace Ledger.Postgres.EventStore;

/// <summary>Reads the log in order.</summary>
internal static class ReadAll
{
    private const int PageSize = 5000;

    // Positions have no gaps and entries never change, so page after page reads what one long query would, without the
    // snapshot that would keep dead rows of other tables alive for as long as a slow reader takes. A page bounded by
    // positions is a plain range of the primary key, whatever the statistics say.
    private const string Sql = $"""
        select {StoredEntry.Columns} from ledger.mt_events
        where seq_id > $1 and seq_id <= $2 order by seq_id
        """;

    public static async IAsyncEnumerable<StoredEntry> ExecuteAsync(
        NpgsqlDataSource source, long after, int limit, [EnumeratorCancellation] CancellationToken ct)
    {
        var last = after;
        long remaining = limit;
        while (remaining > 0)
        {
            var until = last + Math.Min(PageSize, remaining);
            var start = last;
            await using (var command = source.CreateCommand(Sql))
            {
                command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = start });
                command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = until });
                await using var row = await command.ExecuteReaderAsync(ct);
                while (await row.ReadAsync(ct))
                {
                    var entry = StoredEntry.From(row);
                    last = entry.Position;
                    yield return entry;
                }
            }

            if (last < until)
            {
                yield break;
            }

            remaining -= until - start;
        }
    }
}
