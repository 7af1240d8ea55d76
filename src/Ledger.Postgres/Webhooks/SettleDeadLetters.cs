using Ledger.Domain.Entries;
using Npgsql;
using static Ledger.Postgres.Webhooks.RecordedChange;

namespace Ledger.Postgres.Webhooks;

/// <summary>Asks for dead letters to be delivered once more, or says that they are not needed.</summary>
internal static class SettleDeadLetters
{
    // A delivered one needs nothing more. The record names them all by one line.
    private const string Sql = """
        update ledger.webhook_dead_letters d set state = $6 from ledger.webhook_subscriptions s
        where d.subscription = $5 and s.id = d.subscription and ($7 is null or d.position = $7)
        and (d.state = 'waiting' or (d.state = 'requested' and $6 = 'discarded')) returning d.position, s.owner
        """;

    private const string Record = """
        insert into ledger.webhook_changes (actor, person, subscription, owner, change, detail)
        select $1, $2, $5, min(owner), $3, $4 || jsonb_build_object('entries', count(*)) from settled having count(*) > 0
        returning (detail ->> 'entries')::int
        """;

    /// <summary>Settles them.</summary>
    /// <param name="source">The database.</param>
    /// <param name="subscription">Of which subscription.</param>
    /// <param name="position">Which one; null for all that wait.</param>
    /// <param name="state">Requested or discarded.</param>
    /// <param name="by">Who.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>How many.</returns>
    public static async Task<int> ExecuteAsync(
        NpgsqlDataSource source, string subscription, long? position, DeadLetterState state, Changer by, CancellationToken ct)
    {
        await using var command = source.CreateCommand($"with settled as ({Sql}) {Record}");
        command.Parameters.Add(Text(by.Actor));
        command.Parameters.Add(Text(by.Person));
        command.Parameters.Add(Text($"dead-letters-{Code<DeadLetterState>.Of(state)}"));
        command.Parameters.Add(Json(position is { } one ? $$"""{"position":{{one}}}""" : "{}"));
        command.Parameters.Add(Text(subscription));
        command.Parameters.Add(Text(Code<DeadLetterState>.Of(state)));
        command.Parameters.Add(Number(position));
        return (int?)await command.ExecuteScalarAsync(ct) ?? 0;
    }
}
