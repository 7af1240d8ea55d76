using Ledger.Domain.Time;

namespace Ledger.Postgres.ReadModels;

/// <summary>How many projects a plan lists on any day, as known at any position up to one.</summary>
/// <remarks>Sums of the plan's moves: of those before a mark by a remembered sum for each day, of those behind it one by one.</remarks>
public sealed class PlanTotal
{
    private const int Least = 256;
    private const int Marks = 64;

    private readonly IReadOnlyList<(long Position, DateOnly Day, int Change)> _moves;
    private readonly List<(DateOnly[] Days, long[] Sums)> _marks = [];
    private readonly int _step;

    internal PlanTotal(long reached, IReadOnlyList<(long Position, DateOnly Day, int Change)> moves)
    {
        (Reached, _moves, _step) = (reached, moves, Math.Max(Least, moves.Count / Marks));
        var changes = new SortedDictionary<DateOnly, long>();
        for (var i = 0; i < moves.Count; i++)
        {
            if (i % _step == 0) _marks.Add(Mark(changes));
            changes[moves[i].Day] = changes.GetValueOrDefault(moves[i].Day) + moves[i].Change;
        }

        _marks.Add(Mark(changes));
        Weight = 24L * moves.Count + _marks.Sum(mark => 12L * mark.Days.Length) + 200;
    }

    /// <summary>Up to this position it tells everything.</summary>
    public long Reached { get; }

    /// <summary>About how many bytes it takes.</summary>
    public long Weight { get; }

    /// <summary>How many there are on a day as known at a position, which is at most <see cref="Reached"/>.</summary>
    public long At(DateOnly day, long position)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(position, Reached);
        var (low, high) = (0, _moves.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_moves[middle].Position <= position) low = middle + 1;
            else high = middle;
        }

        var mark = low == _moves.Count ? _marks.Count - 1 : low / _step;
        var total = On(_marks[mark], day);
        for (var i = low == _moves.Count ? low : mark * _step; i < low; i++)
            if (_moves[i].Day <= day) total += _moves[i].Change;
        return total;
    }

    private static (DateOnly[] Days, long[] Sums) Mark(SortedDictionary<DateOnly, long> changes)
    {
        var (days, sums, sum) = (new DateOnly[changes.Count], new long[changes.Count], 0L);
        foreach (var (i, change) in changes.Index()) (days[i], sums[i]) = (change.Key, sum += change.Value);
        return (days, sums);
    }

    private static long On((DateOnly[] Days, long[] Sums) mark, DateOnly day)
    {
        var at = Array.BinarySearch(mark.Days, day);
        if (at < 0) at = ~at - 1;
        return at < 0 ? 0 : mark.Sums[at];
    }
}

/// <summary>Reads how many projects plans list.</summary>
/// <param name="database">The database.</param>
public sealed class PlanTotals(LedgerDatabase database)
{
    /// <summary>Reads all moves of a plan's projects, but for what changes between the codes by which they are counted.</summary>
    public async Task<PlanTotal> ReadAsync(string plan, Basis basis, CancellationToken ct)
    {
        await using var command = database.App.CreateCommand($"""
            select p.position, m.position, m.day, m.change
            from (select coalesce(min(position), 0) as position from {ReadModelSchema.Live}.models where name = $1) p
            left join lateral (
                select position, day, sum(change)::int as change from {ReadModelSchema.Live}.{Moves.Table}
                where model = $1 and plan = $2 group by position, day having sum(change) <> 0) m on true
            order by m.position
            """);
        command.Parameters.Add(new() { Value = ReadModelCatalog.NameOf(ProjectModel.TableName, basis) });
        command.Parameters.Add(new() { Value = plan });
        await using var row = await command.ExecuteReaderAsync(ct);
        var (reached, moves) = (0L, new List<(long, DateOnly, int)>());
        while (await row.ReadAsync(ct))
        {
            reached = row.GetInt64(0);
            if (!row.IsDBNull(1)) moves.Add((row.GetInt64(1), row.GetFieldValue<DateOnly>(2), row.GetInt32(3)));
        }

        return new PlanTotal(reached, moves);
    }
}
