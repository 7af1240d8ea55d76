using Ledger.Domain.Entries;
using Npgsql;
using static Ledger.Postgres.Webhooks.RecordedChange;

namespace Ledger.Postgres.Webhooks;

/// <summary>Stops a subscription: somebody pauses it, or the ledger disables it.</summary>
internal static class StopSubscription
{
    // What is disabled stays so until it is resumed: pausing it would hide why it was.
    private const string Sql = """
        update ledger.webhook_subscriptions set state = $6, reason = $7, revision = revision + 1
        where id = $5 and state <> 'disabled' and state <> $6 returning id, owner
        """;

    public static Task<bool> ExecuteAsync(NpgsqlDataSource source, string id, SubscriptionState state, string reason, Changer by, CancellationToken ct) =>
        RecordedChange.ExecuteAsync(source, Sql, by, Code<SubscriptionState>.Of(state), new { reason }, ct, Text(id), Text(Code<SubscriptionState>.Of(state)), Text(reason));
}
