using System.Text.Json;
using Ledger.Domain.Entries;
using Ledger.Domain.Time;
using Npgsql;
using NpgsqlTypes;

namespace Ledger.Postgres.ReadModels;

/// <summary>Reads of a plan only what differs between two pairs of times.</summary>
/// <remarks>
/// One row is one state, so a thing is the same where the same row answers. Of two days known at one position the rows between
/// them tell the entries, too: every fact recorded opens a row on its own day, known from its own position. So where no entry of the
/// stream is a correction, which may stand in the place of another fact and make no row, and a day between has a single row ever known,
/// that row's entry is the day's only fact. All else is left to the stream.
/// </remarks>
internal static class DifferingRows
{
    // So that looking, reading and understanding go on side by side; more would only take connections from others.
    private const int Parts = 4;

    private const string EntriesSql = """
        select e.seq_id, e.type, e.timestamp, coalesce(e.user_name, ''), e.data ->> 'reason'
        from unnest($1) as p(position) join ledger.mt_events e on e.seq_id = p.position
        """;

    /// <summary>Makes something of every pair, in the order in which the ledger came to know the things.</summary>
    /// <remarks>Pairs are handed over one by one, by several threads: no more than what is made of them is held.</remarks>
    public static async Task<IReadOnlyList<T>> ReadAsync<TState, T>(
        NpgsqlDataSource source, string things, string streamType, string plan, AsKnown from, AsKnown to, Func<RowPair<TState>, T> make, CancellationToken ct)
        where TState : class
    {
        // What was known at a position never changes, so the parts fit together whenever each is read.
        var parts = await Task.WhenAll(Enumerable.Range(0, Parts).Select(
            part => Task.Run(() => ReadPartAsync(source, things, streamType, plan, from, to, part, make, ct), ct)));
        return [.. parts.SelectMany(part => part).OrderBy(one => one.Ordinal).Select(one => one.Made)];
    }

    /// <summary>What the log's columns say of entries, by position.</summary>
    public static async Task<IReadOnlyDictionary<long, EntryColumns>> EntriesAsync(NpgsqlDataSource source, long[] positions, CancellationToken ct)
    {
        var found = new Dictionary<long, EntryColumns>(positions.Length);
        if (positions.Length == 0) return found;
        Array.Sort(positions);
        await using var command = source.CreateCommand(EntriesSql);
        command.Parameters.Add(new() { Value = positions, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bigint });
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
            found[reader.GetInt64(0)] = new(string.Intern(reader.GetString(1)), reader.GetFieldValue<DateTimeOffset>(2), reader.GetString(3), reader.IsDBNull(4) ? null : reader.GetString(4));
        return found;
    }

    private static async Task<List<(long Ordinal, T Made)>> ReadPartAsync<TState, T>(
        NpgsqlDataSource source, string things, string streamType, string plan, AsKnown from, AsKnown to, int part, Func<RowPair<TState>, T> make, CancellationToken ct)
        where TState : class
    {
        var tells = from.Position == to.Position && from.Basis == Basis.Reported && to.Basis == Basis.Reported;
        await using var command = source.CreateCommand(Sql(things, streamType, from, to, tells));
        command.Parameters.Add(new() { Value = plan });
        command.Parameters.Add(new() { Value = from.AsOf });
        command.Parameters.Add(new() { Value = from.Position });
        command.Parameters.Add(new() { Value = to.AsOf });
        command.Parameters.Add(new() { Value = to.Position });
        command.Parameters.Add(new() { Value = part });
        var made = new List<(long, T)>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
            made.Add((reader.GetInt64(1), make(new RowPair<TState>(RowOf<TState>(reader, 2), RowOf<TState>(reader, 8), tells ? MadeBy(reader) : null))));
        return made;
    }

    private static string Sql(string things, string streamType, AsKnown from, AsKnown to, bool tells)
    {
        var (before, after) = (Table(things, from), Table(things, to));
        return $"""
            select t.id, t.ordinal, {Columns("b")}, {Columns("a")}{(tells ? ", m.days, m.made" : "")}
            from {ReadModelSchema.Live}.{things} t
            left join lateral (
                select * from {before} r where r.id = t.id and r.effective_from <= $2 and r.known_from <= $3 and r.known_until > $3
                order by r.effective_from desc limit 1) b on true
            left join lateral (
                select * from {after} r where r.id = t.id and r.effective_from <= $4 and r.known_from <= $5 and r.known_until > $5
                order by r.effective_from desc limit 1) a on true
            {(tells ? Making(before, streamType) : "")}
            where t.plan = $1 and t.ordinal % {Parts} = $6 and (coalesce(b.live, false) or coalesce(a.live, false))
            and (b.effective_from, b.known_from) is distinct from (a.effective_from, a.known_from)
            """;
    }

    private static string Table(string things, AsKnown at) => $"{ReadModelSchema.Live}.{ModelTables.RowTable(ReadModelCatalog.NameOf(things, at.Basis))}";

    private static string Columns(string row) =>
        $"{row}.live, {row}.effective_from, {row}.made_by, {row}.version, {row}.recorded_at, case when {row}.live then {row}.state end";

    // Rows of one day known one after the other are more than one fact, or one that was rewritten: either way the stream tells.
    private static string Making(string rows, string streamType) => $"""
        left join lateral (
            select array_agg(r.effective_from order by r.made_by) as days, array_agg(r.made_by order by r.made_by) as made from {rows} r
            where r.id = t.id and r.effective_from > least($2, $4) and r.effective_from <= greatest($2, $4) and r.known_from <= $5
            having bool_and(r.known_until > $5 and r.made_by = r.known_from)
            and not exists (select from ledger.mt_events e where e.stream_id = '{streamType}-' || t.id and e.type = 'entry_corrected' and e.seq_id <= $5)) m on true
        """;

    private static Row<TState>? RowOf<TState>(NpgsqlDataReader reader, int first) => reader.IsDBNull(first) || !reader.GetBoolean(first) ? null : new(
        reader.GetString(0), JsonSerializer.Deserialize<TState>(reader.GetFieldValue<byte[]>(first + 5), LedgerJson.Options)!, true, reader.GetFieldValue<DateOnly>(first + 1), null,
        reader.GetInt64(first + 2), reader.GetInt64(first + 3), reader.GetFieldValue<DateTimeOffset>(first + 4), reader.GetInt64(1));

    private static MakingEntry[]? MadeBy(NpgsqlDataReader reader) => reader.IsDBNull(15) ? null
        : [.. reader.GetFieldValue<long[]>(15).Zip(reader.GetFieldValue<DateOnly[]>(14), static (position, day) => new MakingEntry(position, day))];
}
