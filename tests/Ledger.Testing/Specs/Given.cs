using Ledger.Domain.Entries;
using Ledger.Domain.Time;
using Shouldly;

namespace Ledger.Testing.Specs;

/// <summary>A stream as it stands before the entry that a spec is about.</summary>
/// <typeparam name="TState">The kind of stream.</typeparam>
public sealed class Given<TState>
    where TState : class, IAggregate<TState>
{
    private static readonly DateTimeOffset FirstRecordedAt = new(2026, 6, 30, 16, 0, 0, TimeSpan.Zero);
    private static readonly Author Reviewer = new("审核员", "审核员");
    private readonly DateOnly today;
    private readonly List<Recorded> history = [];

    internal Given(DateOnly today, IReadOnlyList<LedgerEvent> events, Author? by = null)
    {
        this.today = today;
        foreach (var @event in events)
        {
            var decision = Recording.Decide<TState>(history, @event, today, by ?? Reviewer);
            decision.ShouldBeOfType<Decision.Accepted>($"Given entry {history.Count + 1} is itself refused: {@event}{Environment.NewLine}{decision}");
            Add(((Decision.Accepted)decision).Event);
        }
    }

    /// <summary>The entries given.</summary>
    public IReadOnlyList<Recorded> History => history;

    /// <summary>Position of the n-th entry, from 1.</summary>
    public static long PositionOf(int n) => 10L * n;

    /// <summary>The n-th given entry was recorded by somebody else than the recorder of all others.</summary>
    public Given<TState> By(int n, string actor, string? owner = null)
    {
        history[n - 1] = history[n - 1] with { Actor = actor, Owner = owner };
        return this;
    }

    /// <summary>One more entry is wished.</summary>
    /// <param name="event">The entry.</param>
    /// <param name="by">Who wishes it; a reviewer who recorded none of those given where it is left out.</param>
    public Outcome<TState> When(LedgerEvent @event, Author? by = null)
    {
        var before = history.ToList();
        var decision = Recording.Decide<TState>(history, @event, today, by ?? Reviewer);
        history.ShouldBe(before, "A decision changed the history it was shown.");
        if (decision is Decision.Accepted accepted) Add(accepted.Event);
        return new Outcome<TState>(before, @event, decision, history);
    }

    private void Add(LedgerEvent @event)
    {
        var n = history.Count + 1;
        history.Add(new Recorded(PositionOf(n), StreamName.Of<TState>("spec"), n, FirstRecordedAt.AddMinutes(n), "填报员", @event));
    }
}
