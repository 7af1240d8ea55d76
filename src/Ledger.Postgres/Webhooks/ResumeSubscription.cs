using Npgsql;
using static Ledger.Postgres.Webhooks.RecordedChange;

namespace Ledger.Postgres.Webhooks;

/// <summary>Lets a subscription go on where it stopped, at once; also one that waits for its next attempt.</summary>
internal static class ResumeSubscription
{
    private const string Sql = """
        update ledger.webhook_subscriptions set state = 'active', reason = null, next_attempt = null, steps = 0, first_attempt = null, revision = revision + 1
        where id = $5 returning id, owner
        """;

    public static Task<bool> ExecuteAsync(NpgsqlDataSource source, string id, Changer by, CancellationToken ct) =>
        RecordedChange.ExecuteAsync(source, Sql, by, "resumed", new { }, ct, Text(id));
}
