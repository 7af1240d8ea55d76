using Npgsql;
using static Ledger.Postgres.Webhooks.RecordedChange;

namespace Ledger.Postgres.Webhooks;

/// <summary>Lets a subscription begin again after a position, earlier or later than the one it has reached.</summary>
internal static class RewindSubscription
{
    // An acknowledgement that is under way counts no more: its revision has passed.
    private const string Sql = """
        update ledger.webhook_subscriptions set looked_up_to = $6, last_entry = $6, attempts = 0, steps = 0,
            first_attempt = null, next_attempt = null, last_error = null, revision = revision + 1
        where id = $5 returning id, owner
        """;

    public static Task<bool> ExecuteAsync(NpgsqlDataSource source, string id, long after, Changer by, CancellationToken ct) =>
        RecordedChange.ExecuteAsync(source, Sql, by, "replayed", new { after }, ct, Text(id), Number(after));
}
