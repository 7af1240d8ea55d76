using Npgsql;
using static Ledger.Postgres.Webhooks.RecordedChange;

namespace Ledger.Postgres.Webhooks;

/// <summary>What somebody did to a subscription.</summary>
/// <param name="Id">Grows with every change; not without gaps.</param>
/// <param name="At">When, by the database.</param>
/// <param name="By">Who.</param>
/// <param name="Subscription">To which.</param>
/// <param name="Owner">Whose it was.</param>
/// <param name="Change">What.</param>
/// <param name="Detail">What is known of it: a UTF-8 JSON object.</param>
public sealed record SubscriptionChange(long Id, DateTimeOffset At, Changer By, string Subscription, string Owner, string Change, byte[] Detail);

/// <summary>Reads what was done to subscriptions, the newest first.</summary>
internal static class ListChanges
{
    private const string Sql = """
        select id, at, actor, person, subscription, owner, change, detail from ledger.webhook_changes
        where id < $1 and ($2 is null or subscription = $2) order by id desc limit $3
        """;

    public static async Task<IReadOnlyList<SubscriptionChange>> ExecuteAsync(NpgsqlDataSource source, string? subscription, long below, int limit, CancellationToken ct)
    {
        await using var command = source.CreateCommand(Sql);
        command.Parameters.Add(Number(below));
        command.Parameters.Add(Text(subscription));
        command.Parameters.Add(Small(limit));
        await using var row = await command.ExecuteReaderAsync(ct);
        var all = new List<SubscriptionChange>();
        while (await row.ReadAsync(ct))
        {
            all.Add(new SubscriptionChange(
                row.GetInt64(0), Webhooks.Subscription.Time(row, 1)!.Value, new Changer(row.GetString(2), row.GetString(3)),
                row.GetString(4), row.GetString(5), row.GetString(6), row.GetFieldValue<byte[]>(7)));
        }

        return all;
    }
}
