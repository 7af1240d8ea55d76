namespace Ledger.Postgres.ReadModels;

/// <summary>A row written before whose knowledge ends.</summary>
internal readonly record struct Closing(string Id, DateOnly From, long Until);

/// <summary>What one batch of entries does to a model's tables. A row opened and closed within the batch is written once.</summary>
internal sealed class PendingRows
{
    private readonly Dictionary<(string Id, DateOnly From), int> _open = [];

    /// <summary>New things: id, plan, and the position of the first entry, by which lists are ordered.</summary>
    public CopyBuffer Things { get; } = new();

    /// <summary>New rows.</summary>
    public CopyBuffer Rows { get; } = new();

    /// <summary>By how much counts change: model, plan, position, day, code, change.</summary>
    public CopyBuffer Moves { get; } = new();

    /// <summary>Rows of earlier batches whose knowledge ends.</summary>
    public List<Closing> Closed { get; } = [];

    /// <summary>Whether there is nothing to write.</summary>
    public bool IsEmpty => Things.Length + Rows.Length + Moves.Length + Closed.Count == 0;

    /// <summary>Takes note of a new row.</summary>
    /// <param name="row">The row.</param>
    /// <param name="at">What its beginning answered.</param>
    public void Opened(in ModelRow row, int at) => _open[(row.Id, row.EffectiveFrom)] = at;

    /// <summary>Ends the knowledge of a row.</summary>
    public void Close(Closing closing)
    {
        if (_open.Remove((closing.Id, closing.From), out var at)) Rows.Replace(at, closing.Until);
        else Closed.Add(closing);
    }

    public void Clear()
    {
        _open.Clear();
        Things.Clear();
        Rows.Clear();
        Moves.Clear();
        Closed.Clear();
    }
}
