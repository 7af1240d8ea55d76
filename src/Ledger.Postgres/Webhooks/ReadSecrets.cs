using Npgsql;
using static Ledger.Postgres.Webhooks.RecordedChange;

namespace Ledger.Postgres.Webhooks;

/// <summary>A secret of a subscription.</summary>
/// <param name="Sealed">Encrypted.</param>
/// <param name="Created">When it was made.</param>
/// <param name="ValidUntil">Until when it is valid; null for the present one.</param>
public sealed record SealedSecret(byte[] Sealed, DateTimeOffset Created, DateTimeOffset? ValidUntil);

/// <summary>Reads the secrets of a subscription, the newest first.</summary>
internal static class ReadSecrets
{
    // Without its secrets nothing can be sent. So this is also where a pause or a change made on any server holds from the
    // next message on: the subscription is no longer as its deliverer knew it, and there are none.
    private const string Sql = """
        select w.sealed, w.created, w.valid_until from ledger.webhook_secrets w join ledger.webhook_subscriptions s on s.id = w.subscription
        where s.id = $1 and (w.valid_until is null or w.valid_until > $2) and ($3 is null or (s.revision = $3 and s.state = 'active'))
        order by w.id desc
        """;

    /// <summary>Reads them.</summary>
    /// <param name="source">The database.</param>
    /// <param name="id">The subscription.</param>
    /// <param name="now">Now: those that have ended are left out.</param>
    /// <param name="revision">The revision that it must be active in; null for any, and in any state.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task<IReadOnlyList<SealedSecret>> ExecuteAsync(NpgsqlDataSource source, string id, DateTimeOffset now, long? revision, CancellationToken ct)
    {
        await using var command = source.CreateCommand(Sql);
        command.Parameters.Add(Text(id));
        command.Parameters.Add(Time(now));
        command.Parameters.Add(Number(revision));
        await using var row = await command.ExecuteReaderAsync(ct);
        var secrets = new List<SealedSecret>();
        while (await row.ReadAsync(ct)) secrets.Add(new SealedSecret(row.GetFieldValue<byte[]>(0), Subscription.Time(row, 1)!.Value, Subscription.Time(row, 2)));
        return secrets;
    }
}
