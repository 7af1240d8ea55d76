using Npgsql;
using static Ledger.Postgres.Webhooks.RecordedChange;

namespace Ledger.Postgres.Webhooks;

/// <summary>The attempts of one hour that came to the same.</summary>
/// <param name="Hour">When the hour began.</param>
/// <param name="Outcome">What became of them.</param>
/// <param name="Attempts">How many.</param>
/// <param name="Lag">The age that the oldest of their entries had when its attempt ended, since it was recorded; null where all were of dead letters.</param>
public sealed record DeliveryHour(DateTimeOffset Hour, DeliveryOutcome Outcome, int Attempts, TimeSpan? Lag);

/// <summary>Counts the log of a subscription's deliveries by the hour.</summary>
internal static class ReadDeliveryHours
{
    // Tests are no deliveries. A dead letter sent once more is old because somebody left it so, which is no lag. The server that
    // delivers has a clock of its own, which may be behind the database's: nothing is younger than 0.
    private const string Sql = """
        select date_trunc('hour', d.at, 'UTC'), d.outcome, count(*)::int,
            extract(epoch from max(greatest(d.at + d.milliseconds * interval '1 millisecond', e.timestamp) - e.timestamp) filter (where d.kind = 'entry'))::float8
        from ledger.webhook_deliveries d join ledger.mt_events e on e.seq_id = d.position
        where d.subscription = $1 and d.kind <> 'test' and d.at >= $2 group by 1, 2 order by 1, 2
        """;

    /// <summary>Counts it, in order of time.</summary>
    /// <param name="source">The database.</param>
    /// <param name="subscription">The subscription.</param>
    /// <param name="from">The first instant that counts.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task<IReadOnlyList<DeliveryHour>> ExecuteAsync(NpgsqlDataSource source, string subscription, DateTimeOffset from, CancellationToken ct)
    {
        await using var command = source.CreateCommand(Sql);
        command.Parameters.Add(Text(subscription));
        command.Parameters.Add(Time(from));
        await using var row = await command.ExecuteReaderAsync(ct);
        var all = new List<DeliveryHour>();
        while (await row.ReadAsync(ct))
        {
            all.Add(new DeliveryHour(
                Subscription.Time(row, 0)!.Value, Subscription.Coded<DeliveryOutcome>(row, 1), row.GetInt32(2), row.IsDBNull(3) ? null : TimeSpan.FromSeconds(row.GetDouble(3))));
        }

        return all;
    }
}
