namespace Ledger.Postgres.ReadModels;

/// <summary>By how much the number of things under a code changes on a day.</summary>
/// <param name="Day">The day.</param>
/// <param name="Code">The code, empty for what has none.</param>
/// <param name="Change">More or fewer, never 0.</param>
internal readonly record struct TallyChange(DateOnly Day, string Code, long Change);

/// <summary>How many things a plan has under each code on every day, as known at one position.</summary>
/// <param name="Changes">The changes, in order of day and code.</param>
internal sealed record Tally(IReadOnlyList<TallyChange> Changes)
{
    /// <summary>Before anything was known.</summary>
    public static Tally Nothing { get; } = new([]);

    /// <summary>The things by code on a day; a code without any is absent.</summary>
    public IReadOnlyDictionary<string, long> On(DateOnly day)
    {
        var counts = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var change in Changes.TakeWhile(change => change.Day <= day)) counts[change.Code] = counts.GetValueOrDefault(change.Code) + change.Change;
        return counts.Where(count => count.Value != 0).ToDictionary(StringComparer.Ordinal);
    }

    /// <summary>How many there are on a day, of one code or of all.</summary>
    public long Total(DateOnly day, string? code) =>
        Changes.TakeWhile(change => change.Day <= day).Where(change => code is null || change.Code == code).Sum(change => change.Change);

    /// <summary>This tally after (1) or before (-1) some moves.</summary>
    public Tally With(IReadOnlyList<TallyChange> moves, int sign)
    {
        if (moves.Count == 0) return this;
        var sums = new SortedDictionary<(DateOnly Day, string Code), long>(Order);
        foreach (var change in Changes) sums[(change.Day, change.Code)] = change.Change;
        foreach (var move in moves) sums[(move.Day, move.Code)] = sums.GetValueOrDefault((move.Day, move.Code)) + sign * move.Change;
        return new Tally([.. from sum in sums where sum.Value != 0 select new TallyChange(sum.Key.Day, sum.Key.Code, sum.Value)]);
    }

    private static readonly Comparer<(DateOnly Day, string Code)> Order = Comparer<(DateOnly Day, string Code)>.Create((one, other) =>
        one.Day.CompareTo(other.Day) is var order && order != 0 ? order : string.CompareOrdinal(one.Code, other.Code));
}
