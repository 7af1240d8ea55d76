using Npgsql;

namespace Ledger.Postgres.Webhooks;

/// <summary>Keeps how far subscriptions have been looked through where nothing was for them; many at once.</summary>
internal static class RecordLookedUp
{
    // Fenced by the revision; never backwards. Losing one costs looking through the same entries again.
    private const string Sql = """
        update ledger.webhook_subscriptions s set looked_up_to = greatest(s.looked_up_to, n.position)
        from unnest($1, $2, $3) as n(id, revision, position)
        where s.id = n.id and s.revision = n.revision and s.looked_up_to < n.position
        """;

    public static async Task ExecuteAsync(NpgsqlDataSource source, IReadOnlyCollection<(string Id, long Revision, long Position)> reached, CancellationToken ct)
    {
        await using var command = source.CreateCommand(Sql);
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. reached.Select(one => one.Id)] });
        command.Parameters.Add(new NpgsqlParameter<long[]> { TypedValue = [.. reached.Select(one => one.Revision)] });
        command.Parameters.Add(new NpgsqlParameter<long[]> { TypedValue = [.. reached.Select(one => one.Position)] });
        await command.ExecuteNonQueryAsync(ct);
    }
}
