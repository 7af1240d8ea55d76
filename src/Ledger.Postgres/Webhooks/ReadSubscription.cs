using Npgsql;
using static Ledger.Postgres.Webhooks.RecordedChange;

namespace Ledger.Postgres.Webhooks;

/// <summary>Reads one subscription.</summary>
internal static class ReadSubscription
{
    private const string Sql = $"select {Subscription.Columns} from ledger.webhook_subscriptions s where s.id = $1";

    public static async Task<Subscription?> ExecuteAsync(NpgsqlDataSource source, string id, CancellationToken ct)
    {
        await using var command = source.CreateCommand(Sql);
        command.Parameters.Add(Text(id));
        await using var row = await command.ExecuteReaderAsync(ct);
        return await row.ReadAsync(ct) ? Subscription.From(row) : null;
    }
}
