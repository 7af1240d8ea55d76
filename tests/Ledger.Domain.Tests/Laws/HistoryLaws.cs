using FsCheck.Xunit;
using Ledger.Domain.Entries;
using Ledger.Domain.Indicators;
using Ledger.Domain.Projects;
using Ledger.Domain.Time;
using Shouldly;
using Xunit;

namespace Ledger.Domain.Tests.Laws;

/// <summary>What holds for every history of projects.</summary>
[Properties(Arbitrary = [typeof(Histories)])]
public sealed class ProjectHistoryLaws : HistoryLaws<Project, ProjectVerbs>;

/// <summary>What holds for every history of indicators.</summary>
[Properties(Arbitrary = [typeof(Histories)])]
public sealed class IndicatorHistoryLaws : HistoryLaws<Indicator, IndicatorVerbs>;

/// <summary>What holds for every history.</summary>
public abstract class HistoryLaws<TState, TVerbs>
    where TState : class, IAggregate<TState>
    where TVerbs : IVerbs
{
    [Property(MaxTest = 200)]
    public void Rows_equal_the_fold_on_every_day_at_every_position(History<TState, TVerbs> history)
    {
        foreach (var basis in Enum.GetValues<Basis>())
        {
            var (rows, _) = Kept(history, basis);
            foreach (var knownAt in history.KnownAts)
                foreach (var asOf in history.AsOfs)
                    Same(rows.State(asOf, knownAt), Fold.State<TState>(history.Entries, asOf, knownAt, basis), asOf, knownAt);
        }
    }

    [Property(MaxTest = 200)]
    public void A_tail_says_what_the_whole_timeline_says(History<TState, TVerbs> history)
    {
        foreach (var basis in Enum.GetValues<Basis>())
        {
            var timeline = new Timeline<TState>(basis);
            foreach (var entry in history.Entries)
            {
                var extended = Tail<TState>.Extend(Tail<TState>.Of(timeline), entry, basis);
                var change = timeline.Record(entry);
                if (extended is not { } step) continue;
                step.Change.Closed.ShouldBe(change.Closed);
                step.Change.Opened.ShouldBe(change.Opened);
                step.Next.ShouldBe(Tail<TState>.Of(timeline));
            }
        }
    }

    [Property(MaxTest = 100)]
    public void When_everything_is_confirmed_both_bases_say_the_same(History<TState, TVerbs> history)
    {
        var entries = history.Entries.Select(entry => entry with { Actor = Review.ImportActor }).Where(entry => entry.Event is not EntryEvent.EntryReviewed).ToList();
        foreach (var asOf in history.AsOfs)
            Same(Fold.State<TState>(entries, asOf, basis: Basis.Confirmed), Fold.State<TState>(entries, asOf), asOf, long.MaxValue);
    }

    [Property(MaxTest = 200)]
    public void Rows_known_at_one_position_tile_time(History<TState, TVerbs> history)
    {
        foreach (var basis in Enum.GetValues<Basis>()) Tile(history, basis);
    }

    private static void Tile(History<TState, TVerbs> history, Basis basis)
    {
        var (rows, timeline) = Kept(history, basis);
        foreach (var knownAt in history.KnownAts)
        {
            var known = rows.At(knownAt);
            known.Select(row => row.Until).SequenceEqual([.. known.Skip(1).Select(row => (DateOnly?)row.From), .. known.Take(1).Select(_ => (DateOnly?)null)])
                .ShouldBeTrue($"known at {knownAt}: {string.Join(", ", known.Select(row => $"{row.From:O}–{row.Until:O}"))}");
        }

        rows.At(long.MaxValue).Select(row => (row.From, row.Until, row.State, row.MadeBy)).ToArray()
            .ShouldBe(timeline.Segments.Select(segment => (segment.From, segment.Until, segment.State, segment.MadeBy.Position)).ToArray());
    }

    [Property(MaxTest = 200)]
    public void A_row_is_closed_and_opened_only_where_it_changes(History<TState, TVerbs> history)
    {
        var timeline = new Timeline<TState>();
        foreach (var entry in history.Entries)
        {
            var before = timeline.Segments.ToList();
            var change = timeline.Record(entry);
            change.Opened.Where(opened => before.Contains(opened)).ShouldBeEmpty($"The entry at {entry.Position} opens what was open.");
            timeline.Segments.ShouldBe([.. before.Where(segment => !change.Closed.Contains(segment)).Concat(change.Opened).OrderBy(segment => segment.From)]);
        }
    }

    [Property(MaxTest = 100)]
    public void An_answer_about_the_past_of_the_ledger_never_changes(History<TState, TVerbs> history)
    {
        for (var n = 0; n < history.Entries.Count; n++)
        {
            var then = history.Entries.Take(n + 1).ToList();
            foreach (var asOf in history.AsOfs)
                foreach (var basis in Enum.GetValues<Basis>())
                    Same(Fold.State<TState>(history.Entries, asOf, then[^1].Position, basis), Fold.State<TState>(then, asOf, basis: basis), asOf, then[^1].Position);
        }
    }

    [Property(MaxTest = 100)]
    public void Folding_does_not_depend_on_the_order_in_which_entries_are_read(History<TState, TVerbs> history)
    {
        foreach (var asOf in history.AsOfs)
            Same(Fold.State<TState>(history.Entries.Reverse(), asOf), Fold.State<TState>(history.Entries, asOf), asOf, long.MaxValue);
    }

    [Property(MaxTest = 100)]
    public void Deciding_is_pure_and_deciding_again_on_each_entry_accepts_it_again(History<TState, TVerbs> history)
    {
        var today = new DateOnly(2026, 7, 1);
        var reviewer = new Author("reviewer", "reviewer");
        for (var n = 0; n < history.Entries.Count; n++)
        {
            var before = history.Entries.Take(n).ToList();
            var untouched = before.ToList();
            var once = Recording.Decide<TState>(before, history.Entries[n].Event, today, reviewer);
            Recording.Decide<TState>(before, history.Entries[n].Event, today, reviewer).ShouldBe(once);
            before.ShouldBe(untouched);
            once.ShouldBe(new Decision.Accepted(history.Entries[n].Event));
        }
    }

    [Property(MaxTest = 100)]
    public void Every_event_and_state_survives_json(History<TState, TVerbs> history)
    {
        foreach (var entry in history.Entries) LedgerJson.Read(EventTypes.NameOf(entry.Event), LedgerJson.Write(entry.Event)).ShouldBe(entry.Event);
        foreach (var asOf in history.AsOfs) JsonRoundTrip.Of(Fold.State<TState>(history.Entries, asOf));
    }

    [Fact]
    public void The_histories_are_worth_looking_at()
    {
        var histories = FsCheck.Fluent.Gen.Sample(Histories.Generator<TState, TVerbs>(), 1_000, 50);
        var attempts = histories.SelectMany(history => history.Attempts).ToLookup(attempt => attempt.Kind, attempt => attempt.Decision is Decision.Accepted);
        foreach (var kind in new[] { "fact", "back-dated", "correction", "void", "review", "evidence" })
        {
            attempts[kind].Count().ShouldBeGreaterThan(200, kind);
            var accepted = attempts[kind].Count(yes => yes) / (double)attempts[kind].Count();
            accepted.ShouldBeInRange(0.15, 0.95, kind);
        }

        histories.SelectMany(history => history.Entries).Select(entry => entry.Event.GetType()).Distinct().Count().ShouldBe(TVerbs.Facts.Count + 4);
        histories.Average(history => history.Entries.Count).ShouldBeGreaterThan(6);
    }

    // The assertion library takes its time also where all is well, and these loops run a million times.
    private static void Same(TState actual, TState expected, DateOnly asOf, long knownAt)
    {
        if (!actual.Equals(expected)) actual.ShouldBe(expected, $"as of {asOf:O}, known at {knownAt}");
    }

    private static (Rows<TState> Rows, Timeline<TState> Timeline) Kept(History<TState, TVerbs> history, Basis basis)
    {
        var rows = new Rows<TState>();
        var timeline = new Timeline<TState>(basis);
        foreach (var entry in history.Entries) rows.Apply(entry.Position, timeline.Record(entry));
        return (rows, timeline);
    }
}
