using FsCheck;
using FsCheck.Fluent;
using Ledger.Domain.Indicators;
using Ledger.Domain.Projects;
using Ledger.Domain.Time;

namespace Ledger.Domain.Tests.Laws;

/// <summary>Random histories: every choice is drawn from the generator, so a seed repeats a run and shrinking is real.</summary>
public static class Histories
{
    public static Arbitrary<History<Project, ProjectVerbs>> OfProjects() => Of<Project, ProjectVerbs>();

    public static Arbitrary<History<Indicator, IndicatorVerbs>> OfIndicators() => Of<Indicator, IndicatorVerbs>();

    public static Gen<History<TState, TVerbs>> Generator<TState, TVerbs>()
        where TState : class, IAggregate<TState>
        where TVerbs : IVerbs
    {
        var verb = Gen.Frequency<int>(
        [
            .. TVerbs.Facts.Select((fact, index) => (fact.Weight, Gen.Constant(index))),
            (TVerbs.Facts.Sum(fact => fact.Weight) / 8, Gen.Constant(History<TState, TVerbs>.VoidVerb)),
            (TVerbs.Facts.Sum(fact => fact.Weight) / 5, Gen.Constant(History<TState, TVerbs>.CorrectVerb)),
            (TVerbs.Facts.Sum(fact => fact.Weight) / 2, Gen.Constant(History<TState, TVerbs>.ReviewVerb)),
            (TVerbs.Facts.Sum(fact => fact.Weight) / 8, Gen.Constant(History<TState, TVerbs>.AttachVerb)),
        ]);
        var wish =
            from v in verb
            from day in Gen.Choose(0, 100)
            from vague in Gen.Frequency<int>((6, Gen.Constant(0)), (1, Gen.Constant(1)), (1, Gen.Constant(2)), (2, Gen.Constant(3)))
            from target in Gen.Choose(0, 9)
            from value in Gen.Choose(0, 999)
            select new Wish(v, day, vague, target, value);

        // Most begin as life does, with the first fact early on; some do not, and must do without.
        return from first in Gen.Frequency<int>((9, Gen.Constant(5)), (1, Gen.Constant(60)))
               from length in Gen.Choose(1, 30)
               from wishes in wish.ListOf(length)
               select new History<TState, TVerbs>([new Wish(0, first, 0, 0, 0), .. wishes]);
    }

    private static Arbitrary<History<TState, TVerbs>> Of<TState, TVerbs>()
        where TState : class, IAggregate<TState>
        where TVerbs : IVerbs =>
        Arb.From(Generator<TState, TVerbs>(), history => Shrink(history.Wishes).Select(wishes => new History<TState, TVerbs>(wishes)));

    // First whole halves go, then single wishes, then what is left becomes simpler.
    private static IEnumerable<IReadOnlyList<Wish>> Shrink(IReadOnlyList<Wish> wishes)
    {
        for (var size = wishes.Count / 2; size >= 1; size /= 2)
            for (var start = 0; start < wishes.Count; start += size)
                yield return [.. wishes.Take(start), .. wishes.Skip(start + size)];
        for (var i = 0; i < wishes.Count; i++)
            foreach (var simpler in wishes[i].Simpler())
                yield return [.. wishes.Take(i), simpler, .. wishes.Skip(i + 1)];
    }
}
