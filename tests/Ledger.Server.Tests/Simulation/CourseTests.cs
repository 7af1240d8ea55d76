using System.Globalization;
using Ledger.Domain.Entries;
using Ledger.Domain.Indicators;
using Ledger.Domain.Plans;
using Ledger.Domain.Projects;
using Ledger.Domain.Simulations;
using Ledger.Postgres.EventStore;
using Ledger.Server.Simulation;
using Shouldly;
using Xunit;

namespace Ledger.Server.Tests.Simulation;

/// <summary>The course itself, before any database: the same for the same seed, acceptable to the rules, and full of life.</summary>
public sealed class CourseTests
{
    private static readonly DateOnly Today = new(2026, 11, 22);

    // What only a revised data package does: a simulated plan is none.
    private static readonly Type[] Absent =
        [typeof(IndicatorEvent.FigureWithdrawn), typeof(IndicatorEvent.ChangeWithdrawn), typeof(PlanEvent.PeriodClosed), typeof(PlanEvent.EvaluationIssued)];

    [Fact]
    public void The_same_seed_and_end_give_the_same_entries_and_another_seed_others()
    {
        Told(Course.Of(7, Today)).ShouldBe(Told(Course.Of(7, Today)));
        Told(Course.Of(8, Today)).ShouldNotBe(Told(Course.Of(7, Today)));
    }

    [Theory]
    [InlineData("2021-01-03")]
    [InlineData("2021-03-30")]
    [InlineData("2022-01-19")]
    [InlineData("2023-07-10")]
    [InlineData("2024-12-31")]
    [InlineData("2025-06-15")]
    public void A_later_end_only_adds(string until)
    {
        foreach (var seed in Enumerable.Range(1, 3))
        {
            var earlier = Told(Course.Of(seed, DateOnly.ParseExact(until, "yyyy-MM-dd", CultureInfo.InvariantCulture)));
            Told(Course.Of(seed, Today)).Take(earlier.Count).ShouldBe(earlier);
        }
    }

    [Fact]
    public void Whatever_the_seed_the_rules_accept_every_entry_in_its_turn()
    {
        foreach (var seed in Enumerable.Range(1, 40)) Record(Course.Of(seed, Today)).Count.ShouldBeGreaterThan(1_500, $"seed {seed}");
    }

    [Fact]
    public void Every_kind_of_fact_about_plans_projects_and_indicators_occurs_or_is_absent_on_purpose()
    {
        Type[] kinds = [.. EventTypes.All.Select(type => type.Value).Where(type => type.IsSubclassOf(typeof(ProjectEvent)) || type.IsSubclassOf(typeof(IndicatorEvent)) || type.IsSubclassOf(typeof(PlanEvent)))];
        kinds.Length.ShouldBeGreaterThan(30);
        foreach (var seed in new[] { 1, 2, 3 })
        {
            var course = Course.Of(seed, Today);
            kinds.Except(course.Select(entry => entry.Event.GetType())).ShouldBe(Absent, ignoreOrder: true);
            course.Select(entry => entry.Event).OfType<EntryEvent.EntryReviewed>().Select(review => review.Verdict).Distinct().Count().ShouldBe(2);
            course.ShouldContain(entry => entry.Event is EntryEvent.EntryVoided);
            course.ShouldContain(entry => entry.Event is EntryEvent.EntryCorrected && entry.About!.Event is EntryEvent.EntryCorrected);
            var reviewed = course.Where(entry => entry.Event is EntryEvent.EntryReviewed).Select(entry => entry.About!).ToHashSet();
            course.ShouldContain(entry => entry.Clerk == Office.Zhou && !reviewed.Contains(entry), "some entries wait for their review");
        }
    }

    [Fact]
    public void One_school_is_expanded_twice_and_then_relocated()
    {
        var school = Course.Of(1, Today).Where(entry => entry.Stream.Contains("qingshi-experimental", StringComparison.Ordinal)).ToList();
        school.Select(entry => entry.Event).OfType<ProjectEvent.ProjectPlanned>().Select(planned => planned.Scope.Facility).Distinct().Count().ShouldBe(1);
        school.Select(entry => entry.Event).Where(fact => fact is ProjectEvent.FacilityExpanded or ProjectEvent.FacilityRelocated).OrderBy(fact => fact.Effective.On)
            .Select(fact => fact.GetType().Name).ShouldBe(["FacilityExpanded", "FacilityExpanded", "FacilityRelocated"]);
    }

    [Fact]
    public void Recorded_time_ascends_facts_come_before_their_recording_and_every_name_says_what_it_is()
    {
        var course = Course.Of(3, Today);
        course.Zip(course.Skip(1)).ShouldAllBe(pair => pair.First.At <= pair.Second.At);
        course.ShouldAllBe(entry => entry.Event.Effective.On <= entry.Day);
        course.ShouldAllBe(entry => Simulated.IsActor(entry.Clerk.Actor));
        course.Select(entry => entry.Event.Source?.Document).OfType<string>().ShouldAllBe(document => document == "sim-3" || document.Contains("模拟", StringComparison.Ordinal));
    }

    /// <summary>Records entries as the ledger would, one after the other, at positions 1, 2, 3, …</summary>
    private static List<(SimulatedEntry Entry, NewEntry Recorded)> Record(IReadOnlyList<SimulatedEntry> course)
    {
        var notebook = new Notebook("sim", new Dictionary<string, IReadOnlyList<Recorded>>());
        var recorded = new List<(SimulatedEntry, NewEntry)>();
        var versions = new Dictionary<string, long>();
        foreach (var entry in course)
        {
            var append = notebook.Decide([entry]).Streams.Single();
            versions[entry.Stream] = versions.GetValueOrDefault(entry.Stream) + 1;
            recorded.Add((entry, append.Entries[0]));
            notebook.Add([entry], [new AppendedEntry(recorded.Count, entry.Stream, versions[entry.Stream], append.Entries[0].Type, entry.At, Guid.Empty)]);
        }

        return recorded;
    }

    private static List<string> Told(IReadOnlyList<SimulatedEntry> course)
    {
        var places = course.Index().ToDictionary(pair => pair.Item, pair => (long)pair.Index + 1);
        return [.. course.Select(entry =>
        {
            var fact = entry.About is { } about ? entry.Located(places[about]) : entry.Event;
            return $"{entry.At:O} {entry.Clerk.Actor} {entry.Stream} {System.Text.Encoding.UTF8.GetString(LedgerJson.Write(fact))}";
        })];
    }
}
