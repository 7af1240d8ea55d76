using System.Text.Json;
using Ledger.Domain.Entries;
using Npgsql;

namespace Ledger.Postgres.ReadModels;

/// <summary>A state at two times, and the entry that made it so.</summary>
/// <typeparam name="TState">The state.</typeparam>
/// <param name="Id">Id of the thing.</param>
/// <param name="State">Its state.</param>
/// <param name="Live">Whether it is there to be listed: not retired, not withdrawn.</param>
/// <param name="EffectiveFrom">Day from which the state holds.</param>
/// <param name="EffectiveUntil">First day on which it holds no more, if one is known; lists do not look for it, and have none.</param>
/// <param name="MadeBy">Position of the last entry folded into the state.</param>
/// <param name="Version">That entry's version in its stream.</param>
/// <param name="RecordedAt">That entry's recorded time.</param>
/// <param name="Ordinal">Position of the thing's first entry, by which lists are ordered.</param>
public sealed record Row<TState>(
    string Id, TState State, bool Live, DateOnly EffectiveFrom, DateOnly? EffectiveUntil, long MadeBy, long Version, DateTimeOffset RecordedAt, long Ordinal);

/// <summary>A page of a list.</summary>
/// <typeparam name="TState">The state.</typeparam>
/// <param name="Total">How many there are in all, on all pages.</param>
/// <param name="Rows">Those of this page.</param>
/// <param name="More">Whether more follow.</param>
public sealed record Page<TState>(long Total, IReadOnlyList<Row<TState>> Rows, bool More);

internal static class RowReader
{
    /// <summary>The columns that <see cref="Read"/> reads, of the thing <c>t</c> and its row <c>r</c>.</summary>
    public const string Columns = "t.id, t.ordinal, r.live, r.effective_from, r.known_from, r.made_by, r.version, r.recorded_at, r.state";

    /// <summary>The things of a model with their rows, see <see cref="Lateral"/>.</summary>
    public static string From(string things, AsKnown at) => $"{ReadModelSchema.Live}.{things} t {Lateral(ReadModelCatalog.NameOf(things, at.Basis))}";

    /// <summary>
    /// The row of the thing <c>t</c> at day <c>$1</c> as known at position <c>$2</c>. Rows known then tile time, so it is the last
    /// one that begins by that day: one descent of the primary key, backwards.
    /// </summary>
    public static string Lateral(string model) => $"""
        cross join lateral (
            select * from {ReadModelSchema.Live}.{ModelTables.RowTable(model)} r
            where r.id = t.id and r.effective_from <= $1 and r.known_from <= $2 and r.known_until > $2
            order by r.effective_from desc limit 1) r
        """;

    /// <summary>
    /// The first day of the row after <c>r</c>, as known at position <c>$2</c>; null where none follows. Of many rows this would be
    /// a second descent for each.
    /// </summary>
    public static string Until(string model) => $"""
        (select n.effective_from from {ReadModelSchema.Live}.{ModelTables.RowTable(model)} n
        where n.id = r.id and n.effective_from > r.effective_from and n.known_from <= $2 and n.known_until > $2
        order by n.effective_from limit 1)
        """;

    public static Row<TState> Read<TState>(NpgsqlDataReader reader) => new(
        reader.GetString(0), JsonSerializer.Deserialize<TState>(reader.GetFieldValue<byte[]>(8), LedgerJson.Options)!, reader.GetBoolean(2),
        reader.GetFieldValue<DateOnly>(3), null, reader.GetInt64(5), reader.GetInt64(6), reader.GetFieldValue<DateTimeOffset>(7), reader.GetInt64(1));
}
