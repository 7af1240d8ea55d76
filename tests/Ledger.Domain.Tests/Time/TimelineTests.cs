using Ledger.Domain.Entries;
using Ledger.Domain.Projects;
using Ledger.Domain.Tests.Projects;
using Ledger.Domain.Time;
using Shouldly;
using Xunit;

namespace Ledger.Domain.Tests.Time;

public sealed class TimelineTests : ProjectSpecs
{
    [Fact]
    public void A_back_dated_entry_closes_the_rows_it_contradicts_and_opens_the_corrected_ones()
    {
        var timeline = new Timeline<Project>();
        Dates(timeline.Record(At(1, Planned))).ShouldBe(("", "2021-01-01–"));
        Dates(timeline.Record(At(2, StartedOn("2022-06-18")))).ShouldBe(("2021-01-01", "2021-01-01–2022-06-18 2022-06-18–"));
        Dates(timeline.Record(At(3, ProgressOn("2022-06-18", 1m)))).ShouldBe(("2022-06-18", "2022-06-18–"));
        Dates(timeline.Record(At(4, RenamedOn("2022-01-01", "白马小学迁建工程")))).ShouldBe(("2021-01-01", "2021-01-01–2022-01-01 2022-01-01–2022-06-18"));
        Dates(timeline.Record(At(5, Void(4) with { Position = 4 }))).ShouldBe(("2021-01-01 2022-01-01", "2021-01-01–2022-06-18"));
        Dates(timeline.Record(At(6, Void(1) with { Position = 3 }))).ShouldBe(("2022-06-18", "2022-06-18–"));
        Dates(timeline.Record(At(7, Void(1) with { Position = 2 }))).ShouldBe(("2021-01-01 2022-06-18", "2021-01-01–"));
        Dates(timeline.Record(At(8, Void(1) with { Position = 1 }))).ShouldBe(("2021-01-01", ""));
        timeline.Segments.ShouldBeEmpty();
    }

    [Fact]
    public void What_changed_names_the_entry_that_made_it()
    {
        var timeline = new Timeline<Project>();
        timeline.Record(At(1, Planned));
        timeline.Record(At(2, StartedOn("2022-06-18")));
        timeline.Record(At(5, Correct(1, StartedOn("2022-06-18")) with { Position = 2 })).Opened.Single().MadeBy.Position.ShouldBe(5);
    }

    [Fact]
    public void An_entry_is_taken_in_once_and_in_order()
    {
        var timeline = new Timeline<Project>();
        timeline.Record(At(2, Planned));
        Should.Throw<ArgumentException>(() => timeline.Record(At(2, Planned)));
        Should.Throw<ArgumentException>(() => timeline.Record(At(1, Planned)));
    }

    [Fact]
    public void Impossible_history_is_never_skipped()
    {
        List<(LedgerEvent[] Entries, long Position)> histories =
        [
            ([StartedOn("2022-06-18")], 1),
            ([Planned, PlannedOn("2022-01-01")], 2),
            ([Planned, Void(1) with { Position = 7 }], 2),
            ([Planned, Void(1) with { Position = 1 }, Void(1) with { Position = 1 }], 3),
            ([Planned, Void(1) with { Position = 1 }, Void(1) with { Position = 2 }], 3),
            ([Planned, Correct(1, Planned) with { Position = 7 }], 2),
            ([Planned, new Domain.Findings.FindingEvent.FindingWithdrawn { Effective = On("2022-01-01") }], 2),
        ];
        foreach (var (events, position) in histories)
        {
            var entries = events.Select((e, i) => At(i + 1, e)).ToList();
            Should.Throw<ImpossibleHistoryException>(() => Fold.State<Project>(entries, Today)).Position.ShouldBe(position);
            var timeline = new Timeline<Project>();
            Should.Throw<ImpossibleHistoryException>(() => entries.ForEach(entry => timeline.Record(entry))).Position.ShouldBe(position);
        }
    }

    [Fact]
    public void An_entry_at_the_end_costs_one_step_however_long_the_history()
    {
        var timeline = new Timeline<Project>();
        timeline.Record(At(1, Planned));
        var first = new DateOnly(2021, 1, 2);

        // Bytes allocated, not time: the same on every machine.
        var short1 = Cost(2, 1000);
        Cost(1002, 8000);
        var long1 = Cost(9002, 1000);
        long1.ShouldBeLessThan(short1 * 2);

        // Also where very many entries fall on one day.
        var sameDay = Enumerable.Range(10_002, 5000).Select(position => At(position, ProgressOn("2026-07-01", 1m))).ToList();
        var before = GC.GetAllocatedBytesForCurrentThread();
        foreach (var entry in sameDay) timeline.Record(entry).Opened.Count.ShouldBeLessThanOrEqualTo(2);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(100_000_000);

        long Cost(int from, int count)
        {
            var entries = Enumerable.Range(from, count)
                .Select(position => At(position, ProgressOn($"{first.AddDays(position / 6):yyyy-MM-dd}", position % 101))).ToList();
            var start = GC.GetAllocatedBytesForCurrentThread();
            foreach (var entry in entries) timeline.Record(entry);
            return GC.GetAllocatedBytesForCurrentThread() - start;
        }
    }

    [Theory]
    [InlineData("project-wuxi-145.baima-primary", "project", "wuxi-145.baima-primary")]
    [InlineData("plan-wuxi-145", "plan", "wuxi-145")]
    public void A_stream_names_kind_and_id(string stream, string kind, string id)
    {
        (StreamName.TypeOf(stream), StreamName.IdOf(stream)).ShouldBe((kind, id));
        if (kind == Project.StreamType) StreamName.Of<Project>(id).ShouldBe(stream);
    }

    [Theory]
    [InlineData("project")]
    [InlineData("-wuxi")]
    [InlineData("")]
    public void What_names_no_kind_is_no_stream(string stream)
    {
        Should.Throw<FormatException>(() => StreamName.TypeOf(stream));
        Should.Throw<FormatException>(() => StreamName.IdOf(stream));
    }

    private static Recorded At(long position, LedgerEvent @event) =>
        new(position, "project-test", position, DateTimeOffset.UnixEpoch.AddSeconds(position), "tester", @event);

    private static (string Closed, string Opened) Dates(TimelineChange<Project> change) => (
        string.Join(' ', change.Closed.Select(segment => $"{segment.From:yyyy-MM-dd}")),
        string.Join(' ', change.Opened.Select(segment => $"{segment.From:yyyy-MM-dd}–{segment.Until:yyyy-MM-dd}")));
}
