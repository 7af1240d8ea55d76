namespace Ledger.Postgres.ReadModels;

/// <summary>A thing that is not the same at two pairs of times: another row answers for it, or none on one side.</summary>
/// <typeparam name="TState">The state.</typeparam>
/// <param name="Before">Its row at the first pair; null where it is not to be listed there.</param>
/// <param name="After">Its row at the second pair; likewise.</param>
/// <param name="Made">
/// The entries that make the difference, in order of position, where the rows between the two days tell them for certain; null where
/// the stream must be read for that.
/// </param>
public sealed record RowPair<TState>(Row<TState>? Before, Row<TState>? After, IReadOnlyList<MakingEntry>? Made)
    where TState : class
{
    /// <summary>The thing's row on the later side, or else on the earlier one.</summary>
    public Row<TState> Either => After ?? Before!;
}

/// <summary>An entry that makes a difference.</summary>
/// <param name="Position">Its position.</param>
/// <param name="EffectiveOn">The day from which it holds.</param>
public readonly record struct MakingEntry(long Position, DateOnly EffectiveOn);

/// <summary>What the log's columns say of an entry.</summary>
/// <param name="Type">Stored name of its kind.</param>
/// <param name="RecordedAt">记录时间.</param>
/// <param name="Actor">Who recorded it.</param>
/// <param name="Reason">Why, where it says so.</param>
public readonly record struct EntryColumns(string Type, DateTimeOffset RecordedAt, string Actor, string? Reason);
