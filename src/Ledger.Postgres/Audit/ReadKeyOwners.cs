using Ledger.Domain.Accounts;
using Ledger.Domain.Entries;
using Npgsql;
using NpgsqlTypes;

namespace Ledger.Postgres.Audit;

/// <summary>Finds to whom keys were issued.</summary>
internal static class ReadKeyOwners
{
    private const string KeyActor = "key:";
    private const string Sql = "select stream_id, data ->> 'owner' from ledger.mt_events where stream_id = any($1) and type = $2 and data ? 'owner' order by seq_id";
    private static readonly string Issued = EventTypes.All.Single(type => type.Value == typeof(KeyEvent.KeyIssued)).Key;

    /// <summary>The persons behind actors that are keys, as entries name persons; by actor.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> ExecuteAsync(NpgsqlDataSource source, IEnumerable<string?> actors, CancellationToken ct)
    {
        var owners = new Dictionary<string, string>(StringComparer.Ordinal);
        var keys = actors.OfType<string>().Where(actor => actor.StartsWith(KeyActor, StringComparison.Ordinal)).Distinct().ToList();
        if (keys.Count == 0)
        {
            return owners;
        }

        await using var command = source.CreateCommand(Sql);
        command.Parameters.Add(new()
        {
            Value = keys.Select(key => $"{ApiKey.StreamType}-{key[KeyActor.Length..]}").ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Varchar,
        });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = Issued });
        await using var row = await command.ExecuteReaderAsync(ct);
        while (await row.ReadAsync(ct))
        {
            owners[KeyActor + row.GetString(0)[(ApiKey.StreamType.Length + 1)..]] = "user:" + row.GetString(1);
        }

        return owners;
    }
}
