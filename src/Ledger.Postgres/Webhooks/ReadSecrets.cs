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
    private const string Sql = """
        select sealed, created, valid_until from ledger.webhook_secrets where subscription = $1 and (valid_until is null or valid_until > $2) order by id desc
        """;

    public static async Task<IReadOnlyList<SealedSecret>> ExecuteAsync(NpgsqlDataSource source, string id, DateTimeOffset now, CancellationToken ct)
    {
        await using var command = source.CreateCommand(Sql);
        command.Parameters.Add(Text(id));
        command.Parameters.Add(Time(now));
        await using var row = await command.ExecuteReaderAsync(ct);
        var secrets = new List<SealedSecret>();
        while (await row.ReadAsync(ct)) secrets.Add(new SealedSecret(row.GetFieldValue<byte[]>(0), Subscription.Time(row, 1)!.Value, Subscription.Time(row, 2)));
        return secrets;
    }
}
