using Ledger.Domain.Entries;
using Npgsql;
using static Ledger.Postgres.Webhooks.RecordedChange;

namespace Ledger.Postgres.Webhooks;

/// <summary>Reads dead letters in order of position.</summary>
internal static class ListDeadLetters
{
    private const string Sql = """
        select subscription, position, previous, webhook_id, state, first_attempt, last_attempt, attempts, last_error
        from ledger.webhook_dead_letters where subscription = $1 and position > $2 and ($3 is null or state = $3) order by position limit $4
        """;

    public static async Task<IReadOnlyList<DeadLetter>> ExecuteAsync(
        NpgsqlDataSource source, string subscription, DeadLetterState? state, long after, int limit, CancellationToken ct)
    {
        await using var command = source.CreateCommand(Sql);
        command.Parameters.Add(Text(subscription));
        command.Parameters.Add(Number(after));
        command.Parameters.Add(Text(state is { } only ? Code<DeadLetterState>.Of(only) : null));
        command.Parameters.Add(Small(limit));
        await using var row = await command.ExecuteReaderAsync(ct);
        var all = new List<DeadLetter>();
        while (await row.ReadAsync(ct))
        {
            all.Add(new DeadLetter(
                row.GetString(0), row.GetInt64(1), row.GetInt64(2), row.GetString(3), Subscription.Coded<DeadLetterState>(row, 4),
                Subscription.Time(row, 5)!.Value, Subscription.Time(row, 6)!.Value, row.GetInt32(7), Subscription.Text(row, 8)));
        }

        return all;
    }
}
