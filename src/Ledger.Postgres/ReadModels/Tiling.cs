namespace Ledger.Postgres.ReadModels;

/// <summary>When a row of a read model was believed, and from which day on.</summary>
/// <param name="From">First day on which its state holds.</param>
/// <param name="KnownFrom">Position from which it is known.</param>
/// <param name="KnownUntil">Position from which it is believed no more; <see cref="ModelRow.Forever"/> if it still is.</param>
internal readonly record struct Believed(DateOnly From, long KnownFrom, long KnownUntil);

/// <summary>A part of a row's time of belief in which its end stayed the same: a rectangle in the plane of the two times.</summary>
/// <param name="Row">Index of the row.</param>
/// <param name="Until">First day on which its state holds no more; <see langword="null"/> if none is known.</param>
/// <param name="KnownFrom">Position from which that is known.</param>
/// <param name="KnownUntil">Position from which it is believed no more; <see cref="ModelRow.Forever"/> if it still is.</param>
internal readonly record struct Tile(int Row, DateOnly? Until, long KnownFrom, long KnownUntil);

/// <summary>
/// Tells where rows end. A row of a thing says from when on its state holds; until when, the next row says that is known at the
/// same position. So an entry at the end of a history writes one row and touches none.
/// </summary>
internal static class Tiling
{
    /// <summary>The tiles of one thing's rows, in order of the position at which each ended or else in that of the days.</summary>
    /// <param name="rows">The rows, no two of one day known at once.</param>
    public static List<Tile> Of(IReadOnlyList<Believed> rows)
    {
        var tiles = new List<Tile>(rows.Count * 2);
        var known = new SortedList<DateOnly, (int Row, DateOnly? Until, long Since)>();
        foreach (var change in Changes(rows))
        {
            foreach (var (row, _) in change.Where(one => !one.Opens))
            {
                if (!known.TryGetValue(rows[row].From, out var tile)) continue;
                End(tiles, tile, change.Key);
                known.Remove(rows[row].From);
            }

            foreach (var (row, _) in change.Where(one => one.Opens)) known.Add(rows[row].From, (row, null, change.Key));
            foreach (var day in change.Select(one => rows[one.Row].From).Distinct()) Settle(tiles, known, day, change.Key);
        }

        foreach (var tile in known.Values) End(tiles, tile, ModelRow.Forever);
        return tiles;
    }

    // By position; what ends at one ends before something begins there.
    private static IEnumerable<IGrouping<long, (int Row, bool Opens)>> Changes(IReadOnlyList<Believed> rows) =>
        from change in Enumerable.Range(0, rows.Count).SelectMany(i => new[] { (At: rows[i].KnownFrom, Row: i, Opens: true), (At: rows[i].KnownUntil, Row: i, Opens: false) })
        where change.At != ModelRow.Forever
        group (change.Row, change.Opens) by change.At into at
        orderby at.Key
        select at;

    // Where a row came or went, the row before it ends at another day, and one that came ends where the next begins.
    private static void Settle(List<Tile> tiles, SortedList<DateOnly, (int Row, DateOnly? Until, long Since)> known, DateOnly day, long position)
    {
        var next = IndexFrom(known, day);
        for (var i = Math.Max(0, next - 1); i <= next && i < known.Count; i++)
        {
            var (tile, until) = (known.Values[i], i + 1 < known.Count ? known.Keys[i + 1] : (DateOnly?)null);
            if (tile.Until == until) continue;
            if (tile.Since < position) End(tiles, tile, position);
            known.SetValueAtIndex(i, (tile.Row, until, position));
        }
    }

    private static void End(List<Tile> tiles, (int Row, DateOnly? Until, long Since) tile, long position) =>
        tiles.Add(new Tile(tile.Row, tile.Until, tile.Since, position));

    // Index of the first row that does not begin before a day.
    private static int IndexFrom(SortedList<DateOnly, (int Row, DateOnly? Until, long Since)> known, DateOnly day)
    {
        var (low, high) = (0, known.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (known.Keys[middle] < day) low = middle + 1;
            else high = middle;
        }

        return low;
    }
}
