using Npgsql;

namespace Ledger.Postgres.ReadModels;

/// <summary>The rows of one thing on their way to the stretches that they tell of, see <see cref="Tiling"/>.</summary>
internal sealed class StretchedRows<TState>
{
    private readonly List<Row<TState>> _rows = [];
    private readonly List<Believed> _believed = [];

    /// <summary>Takes in a row: <see cref="RowReader.Columns"/> and <c>known_until</c>.</summary>
    /// <param name="reader">The row.</param>
    /// <param name="upTo">What ended after this position was not known to end then.</param>
    public void Add(NpgsqlDataReader reader, long upTo = ModelRow.Forever)
    {
        var (from, until) = (reader.GetInt64(4), reader.GetInt64(9));
        _rows.Add(RowReader.Read<TState>(reader));
        _believed.Add(new Believed(_rows[^1].EffectiveFrom, from, until <= upTo ? until : ModelRow.Forever));
    }

    /// <summary>The stretches of all rows.</summary>
    public IEnumerable<Stretch<TState>> Stretches => Tiling.Of(_believed).Select(tile => new Stretch<TState>(
        _rows[tile.Row] with { EffectiveUntil = tile.Until }, tile.KnownFrom, tile.KnownUntil == ModelRow.Forever ? null : tile.KnownUntil));
}
