namespace Ledger.Postgres.ReadModels;

/// <summary>Counts what plans have, from what it counted before: only the moves between the two positions are read.</summary>
/// <remarks>
/// What is known at a position never changes, so what was counted stays right for as long as the tables are those it was counted
/// from. A rebuild puts others in their place; that is looked for once a second.
/// </remarks>
/// <param name="database">The database.</param>
/// <param name="tables">Which tables answer.</param>
internal sealed class Tallies(LedgerDatabase database, Generation tables)
{
    /// <summary>Positions of one plan of which the counts are remembered.</summary>
    private const int PositionsOfOne = 4;

    /// <summary>Changes remembered in all, of some 32 bytes each.</summary>
    private const long Capacity = 200_000;

    private readonly AnswerMemory<(long Generation, string Model, string Plan), (long Position, Tally Tally)[]> _memory = new(Capacity);

    /// <summary>The tallies of some plans at a position that the models have reached.</summary>
    /// <param name="whose">Names of models and codes of plans.</param>
    /// <param name="position">The position.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>In the same order.</returns>
    public async Task<IReadOnlyList<Tally>> OfAsync(IReadOnlyList<(string Model, string Plan)> whose, long position, CancellationToken ct)
    {
        var generation = await tables.CurrentAsync(ct);
        var nearest = whose.Select(one => Nearest(_memory.Find((generation, one.Model, one.Plan)), position)).ToList();
        var missing = Enumerable.Range(0, whose.Count).Where(i => nearest[i].Position != position).ToList();
        if (missing.Count == 0) return [.. nearest.Select(one => one.Tally)];
        var moves = await Moves.SumAsync(database.App, [.. missing.Select(i =>
            (whose[i].Model, whose[i].Plan, Math.Min(nearest[i].Position, position), Math.Max(nearest[i].Position, position)))], ct);
        foreach (var (i, found) in missing.Zip(moves))
        {
            nearest[i] = (position, nearest[i].Tally.With(found, nearest[i].Position < position ? 1 : -1));
            Keep((generation, whose[i].Model, whose[i].Plan), nearest[i]);
        }

        return [.. nearest.Select(one => one.Tally)];
    }

    private static (long Position, Tally Tally) Nearest((long Position, Tally Tally)[]? remembered, long position) =>
        (remembered ?? []).Prepend((Position: 0, Tally: Tally.Nothing)).MinBy(one => Math.Abs(one.Position - position));

    private void Keep((long, string, string) key, (long Position, Tally Tally) latest)
    {
        (long Position, Tally Tally)[] all = [latest, .. (_memory.Find(key) ?? []).Where(one => one.Position != latest.Position).Take(PositionsOfOne - 1)];
        _memory.Keep(key, all, all.Sum(one => one.Tally.Changes.Count + 8L));
    }
}
