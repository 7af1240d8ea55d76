namespace Ledger.Postgres.ReadModels;

/// <summary>A thing that has rows: its id, its plan, and the position of its first entry, by which lists are ordered.</summary>
internal sealed record Thing(string Id, string Plan, long Ordinal);

/// <summary>A row in the table whose knowledge ends.</summary>
internal readonly record struct Closing(string Id, string Plan, DateOnly From, long Until);

/// <summary>What one batch of entries does to a model's tables. A row opened and closed within the batch is written once.</summary>
internal sealed class PendingRows
{
    private readonly Dictionary<(string Id, DateOnly From), ModelRow> _open = [];
    private readonly Dictionary<(string Plan, long Position, DateOnly Day, string Code), int> _moves = [];

    public List<Thing> Things { get; } = [];

    public List<ModelRow> Rows { get; } = [];

    /// <summary>Rows already in the table whose knowledge ends.</summary>
    public List<Closing> Closed { get; } = [];

    /// <summary>By how much counts change; complete once those rows that are <see cref="Closed"/> were counted too.</summary>
    public IEnumerable<Move> Moves =>
        from move in _moves where move.Value != 0 select new Move(move.Key.Plan, move.Key.Position, move.Key.Day, move.Key.Code, move.Value);

    public void Open(ModelRow row)
    {
        _open[(row.Id, row.EffectiveFrom)] = row;
        Rows.Add(row);
        if (row.Live) Count(row.Plan, row.KnownFrom, row.EffectiveFrom, row.EffectiveUntil, row.Code, 1);
    }

    public void Close(Closing closing)
    {
        if (!_open.Remove((closing.Id, closing.From), out var row))
        {
            Closed.Add(closing);
            return;
        }

        row.KnownUntil = closing.Until;
        if (row.Live) Count(row.Plan, closing.Until, row.EffectiveFrom, row.EffectiveUntil, row.Code, -1);
    }

    /// <summary>Counts a stretch that begins (1) or ceases (-1) to be believed at a position.</summary>
    public void Count(string plan, long position, DateOnly from, DateOnly until, string code, int change)
    {
        Add((plan, position, from, code), change);
        if (until != DateOnly.MaxValue) Add((plan, position, until, code), -change);
    }

    public void Clear()
    {
        _open.Clear();
        _moves.Clear();
        Things.Clear();
        Rows.Clear();
        Closed.Clear();
    }

    private void Add((string Plan, long Position, DateOnly Day, string Code) key, int change) =>
        _moves[key] = _moves.GetValueOrDefault(key) + change;
}
