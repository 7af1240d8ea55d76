using Ledger.Domain.Entries;
using Ledger.Domain.Time;
using Shouldly;

namespace Ledger.Testing.Specs;

/// <summary>What became of the entry that a spec is about.</summary>
/// <typeparam name="TState">The kind of stream.</typeparam>
public sealed class Outcome<TState>
    where TState : class, IAggregate<TState>
{
    private readonly IReadOnlyList<Recorded> before;
    private readonly LedgerEvent wished;
    private readonly Decision decision;
    private readonly IReadOnlyList<Recorded> after;

    internal Outcome(IReadOnlyList<Recorded> before, LedgerEvent wished, Decision decision, IReadOnlyList<Recorded> after)
    {
        this.before = before;
        this.wished = wished;
        this.decision = decision;
        this.after = after;
    }

    /// <summary>Exactly these entries are recorded, in this order.</summary>
    public Outcome<TState> ThenRecorded(params LedgerEvent[] expected)
    {
        if (decision is Decision.Refused) decision.ShouldBe(new Decision.Accepted(expected[0]), Story());
        after.Skip(before.Count).Select(entry => entry.Event).ToArray().ShouldBe(expected, Story());
        foreach (var @event in expected) SpecCoverage.Accepted(@event.GetType());
        return this;
    }

    /// <summary>The entry is refused for exactly this reason.</summary>
    /// <param name="expected">The refusal with its data.</param>
    /// <param name="contradicts">Position of the given entry that could no longer stand; none where the new one is at fault.</param>
    public void ThenRefused(Refusal expected, long? contradicts = null)
    {
        decision.ShouldBe(new Decision.Refused(expected, contradicts), Story());
        expected.Message.ShouldNotBeNullOrWhiteSpace();
        SpecCoverage.Provoked(expected.GetType());
    }

    /// <summary>The state on that day, as known at the end.</summary>
    public Outcome<TState> AndOn(string day, Action<TState> check) => AndOn(day, long.MaxValue, check);

    /// <summary>The state on that day, as known at that position.</summary>
    public Outcome<TState> AndOn(string day, long knownAt, Action<TState> check)
    {
        check(Fold.State<TState>(after, ReducedDate.Parse(day).LastDay, knownAt));
        return this;
    }

    /// <summary>The state on that day on the basis of what is confirmed, as known at the end.</summary>
    public Outcome<TState> AndConfirmedOn(string day, Action<TState> check) => AndConfirmedOn(day, long.MaxValue, check);

    /// <summary>The state on that day on the basis of what is confirmed, as known at that position.</summary>
    public Outcome<TState> AndConfirmedOn(string day, long knownAt, Action<TState> check)
    {
        check(Fold.State<TState>(after, ReducedDate.Parse(day).LastDay, knownAt, Basis.Confirmed));
        return this;
    }

    private string Story() => string.Join(
        Environment.NewLine,
        ["Given", .. before.Select(entry => $"  {entry.Position}: {entry.Event}"), "When", $"  {wished}"]);
}
