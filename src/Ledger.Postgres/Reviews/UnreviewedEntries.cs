using Ledger.Domain.Entries;
using Ledger.Postgres.EventStore;
using Ledger.Postgres.ReadModels;
using Npgsql;

namespace Ledger.Postgres.Reviews;

/// <summary>Entries that wait for a reviewer.</summary>
/// <param name="Total">How many there are, also before and after this page.</param>
/// <param name="Entries">Those of this page, oldest first.</param>
/// <param name="More">Whether more follow.</param>
public sealed record UnreviewedPage(long Total, IReadOnlyList<StoredEntry> Entries, bool More);

/// <summary>Finds the entries that nobody has reviewed yet.</summary>
/// <param name="database">The database.</param>
public sealed class UnreviewedEntries(LedgerDatabase database)
{
    // By plan, so that its cost is that of the plans' own entries, by the index on (stream_id, version), however long the log
    // is. They are read once; what reviews, voidings and corrections name is held against them by one hash anti-join. A
    // column in a read model would save that reading, and need its own rebuild for a page that reviewers of one region open.
    private const string Sql = $"""
        with streams as (
            select 'project-' || t.id as stream from {ReadModelSchema.Live}.projects t where t.plan = any($1)
            union all select 'indicator-' || t.id from {ReadModelSchema.Live}.indicators t where t.plan = any($1)),
        entries as materialized (
            select e.seq_id, e.type, e.user_name, e.headers ->> 'owner' as owner, (e.data ->> 'position')::bigint as target
            from streams s join ledger.mt_events e on e.stream_id = s.stream),
        waiting as (
            select e.seq_id, count(*) over () as total from entries e
            where e.type <> 'entry_reviewed' and e.user_name <> all($2) and e.user_name <> all($3) and coalesce(e.owner, e.user_name) <> all($3)
            and not exists (select from entries r where r.target = e.seq_id and r.type in ('entry_reviewed', 'entry_voided', 'entry_corrected')))
        select w.total, {StoredEntry.Columns} from waiting w join ledger.mt_events using (seq_id) where seq_id > $4 order by seq_id limit $5
        """;

    private static readonly string[] Published = [Review.ImportActor, Domain.Simulations.Simulated.Actor];

    /// <summary>A page of what waits in some plans for somebody who is not its author.</summary>
    /// <param name="plans">Codes of the plans.</param>
    /// <param name="reviewer">Who reviews: nobody reviews their own, through whatever key.</param>
    /// <param name="after">Position after which the page begins; 0 for the first.</param>
    /// <param name="limit">Entries at most.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<UnreviewedPage> ReadAsync(IReadOnlyList<string> plans, Author reviewer, long after, int limit, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(reviewer);
        await using var command = database.App.CreateCommand(Sql);
        command.Parameters.Add(new() { Value = plans.ToArray() });
        command.Parameters.Add(new() { Value = Published });
        command.Parameters.Add(new() { Value = new[] { reviewer.Actor, reviewer.Owner } });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = after });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = limit + 1 });
        await using var row = await command.ExecuteReaderAsync(ct);
        var (total, entries) = (0L, new List<StoredEntry>());
        while (await row.ReadAsync(ct))
        {
            total = row.GetInt64(0);
            entries.Add(StoredEntry.From(row, 1));
        }

        return new UnreviewedPage(total, [.. entries.Take(limit)], entries.Count > limit);
    }
}
