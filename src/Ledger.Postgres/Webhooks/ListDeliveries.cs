using Ledger.Domain.Entries;
using Npgsql;
using static Ledger.Postgres.Webhooks.RecordedChange;

namespace Ledger.Postgres.Webhooks;

/// <summary>An attempt as the log has it.</summary>
/// <param name="Id">Grows with every attempt; not without gaps.</param>
/// <param name="Attempt">The attempt.</param>
public sealed record LoggedAttempt(long Id, DeliveryAttempt Attempt);

/// <summary>Reads the log of a subscription's deliveries, the newest first.</summary>
internal static class ListDeliveries
{
    private const string Sql = """
        select id, subscription, kind, position, webhook_id, attempt, at, milliseconds, outcome, status, error, excerpt
        from ledger.webhook_deliveries where subscription = $1 and id < $2 and ($3 is null or outcome = $3) and ($4 is null or position = $4)
        order by id desc limit $5
        """;

    public static async Task<IReadOnlyList<LoggedAttempt>> ExecuteAsync(
        NpgsqlDataSource source, string subscription, DeliveryOutcome? outcome, long? position, long below, int limit, CancellationToken ct)
    {
        await using var command = source.CreateCommand(Sql);
        command.Parameters.Add(Text(subscription));
        command.Parameters.Add(Number(below));
        command.Parameters.Add(Text(outcome is { } only ? Code<DeliveryOutcome>.Of(only) : null));
        command.Parameters.Add(Number(position));
        command.Parameters.Add(Small(limit));
        await using var row = await command.ExecuteReaderAsync(ct);
        var all = new List<LoggedAttempt>();
        while (await row.ReadAsync(ct)) all.Add(From(row));
        return all;
    }

    private static LoggedAttempt From(NpgsqlDataReader row) => new(row.GetInt64(0), new DeliveryAttempt(
        row.GetString(1), Subscription.Coded<DeliveryKind>(row, 2), row.IsDBNull(3) ? null : row.GetInt64(3), row.GetString(4), row.GetInt32(5),
        Subscription.Time(row, 6)!.Value, TimeSpan.FromMilliseconds(row.GetInt32(7)), Subscription.Coded<DeliveryOutcome>(row, 8),
        row.IsDBNull(9) ? null : row.GetInt32(9), Subscription.Text(row, 10), Subscription.Text(row, 11)));
}
