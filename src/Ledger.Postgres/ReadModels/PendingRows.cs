namespace Ledger.Postgres.ReadModels;

/// <summary>A thing that has rows: its id, its plan, and the position of its first entry, by which lists are ordered.</summary>
internal sealed record Thing(string Id, string Plan, long Ordinal);

/// <summary>What one batch of entries does to a model's tables. A row opened and closed within the batch is written once.</summary>
internal sealed class PendingRows
{
    private readonly Dictionary<(string Id, DateOnly From), ModelRow> _open = [];

    public List<Thing> Things { get; } = [];

    public List<ModelRow> Rows { get; } = [];

    /// <summary>Rows already in the table whose knowledge ends.</summary>
    public List<(string Id, DateOnly From, long Until)> Closed { get; } = [];

    public void Open(ModelRow row)
    {
        _open[(row.Id, row.EffectiveFrom)] = row;
        Rows.Add(row);
    }

    public void Close(string id, DateOnly from, long until)
    {
        if (_open.Remove((id, from), out var row)) row.KnownUntil = until;
        else Closed.Add((id, from, until));
    }

    public void Clear()
    {
        _open.Clear();
        Things.Clear();
        Rows.Clear();
        Closed.Clear();
    }
}
