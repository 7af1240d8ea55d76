using Ledger.Domain.Time;
using Shouldly;

namespace Ledger.Domain.Tests.Laws;

/// <summary>A read model as a database would keep it: nothing but what <see cref="TimelineChange{TState}"/> says.</summary>
public sealed class Rows<TState>
    where TState : class, IAggregate<TState>
{
    private readonly List<Row> rows = [];

    public sealed record Row(DateOnly From, DateOnly? Until, TState State, long MadeBy, long KnownFrom, long? KnownTo);

    public void Apply(long position, TimelineChange<TState> change)
    {
        foreach (var closed in change.Closed)
        {
            var index = rows.FindIndex(row => row.From == closed.From && row.KnownTo is null);
            index.ShouldBeGreaterThanOrEqualTo(0, $"The entry at {position} closes a row from {closed.From:O} that is not open.");
            (rows[index].Until, rows[index].State, rows[index].MadeBy).ShouldBe((closed.Until, closed.State, closed.MadeBy.Position));
            rows[index] = rows[index] with { KnownTo = position };
        }

        foreach (var segment in change.Opened)
        {
            rows.Any(row => row.From == segment.From && row.KnownTo is null).ShouldBeFalse($"The entry at {position} opens a second row from {segment.From:O}.");
            rows.Add(new Row(segment.From, segment.Until, segment.State, segment.MadeBy.Position, position, null));
        }
    }

    public IReadOnlyList<Row> At(long knownAt) =>
        [.. rows.Where(row => row.KnownFrom <= knownAt && (row.KnownTo is null || knownAt < row.KnownTo)).OrderBy(row => row.From)];

    public TState State(DateOnly asOf, long knownAt) =>
        At(knownAt).SingleOrDefault(row => row.From <= asOf && (row.Until is null || asOf < row.Until))?.State ?? TState.Initial;
}
