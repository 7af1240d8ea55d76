using System.Text.RegularExpressions;
using Ledger.Domain.Audit;
using Ledger.Domain.Tests.HouseRules;
using Shouldly;
using Xunit;

namespace Ledger.Domain.Tests.Audit;

/// <summary>Each flag with an entry that bears it, and one that just does not.</summary>
public sealed class AuditFlagSpecs
{
    // A Wednesday, 10:00 in Shanghai.
    private static readonly DateTimeOffset Morning = new(2026, 3, 4, 2, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly Day = new(2026, 3, 4);

    [Fact]
    public void What_comes_after_the_closing_is_marked()
    {
        Bears("in-closed-period", Entry(Day) with { Late = 3 }).ShouldBeTrue();
        Bears("in-closed-period", Entry(Day)).ShouldBeFalse();
    }

    [Fact]
    public void What_changes_an_evaluated_figure_is_marked()
    {
        Bears("figure-changed-after-evaluation", Entry(Day) with { Evaluated = 3 }).ShouldBeTrue();
        Bears("figure-changed-after-evaluation", Entry(Day)).ShouldBeFalse();
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(59.999, true)]
    [InlineData(60, false)]
    public void A_minute_is_needed_to_look(double seconds, bool marked)
    {
        Bears("reviewed-within-a-minute", Review(Morning), new AuditHistory([]) { Reviewed = Entry(Day, 7) with { RecordedAt = Morning.AddSeconds(-seconds) } }).ShouldBe(marked);
        Bears("reviewed-within-a-minute", Entry(Day)).ShouldBeFalse();
    }

    [Theory]
    [InlineData("user:li", "user:li", "user:li", "user:li", true)]
    [InlineData("user:li", null, "key:1", "user:li", true)]
    [InlineData("key:2", "user:li", "key:1", "user:li", true)]
    [InlineData("key:1", null, "key:1", null, true)]
    [InlineData("user:li", "user:li", "key:1", "user:wang", false)]
    [InlineData("user:li", null, "key:1", null, false)]
    [InlineData(null, null, null, null, false)]
    public void One_person_behind_entry_and_review_is_marked(string? reviewer, string? reviewersOwner, string? recorder, string? recordersOwner, bool marked) =>
        Bears("reviewed-by-same-owner", Review(Morning) with { Actor = reviewer, Owner = reviewersOwner }, new AuditHistory([])
        {
            Reviewed = Entry(Day, 7) with { Actor = recorder, Owner = recordersOwner },
        }).ShouldBe(marked);

    [Theory]
    [InlineData("project_completed", 30, null, false)]
    [InlineData("project_completed", 30.01, null, true)]
    [InlineData("facility_opened", 31, 30, false)]
    [InlineData("facility_built", 60, 30.01, true)]
    [InlineData("construction_started", 60, null, false)]
    public void A_completion_has_30_days_for_its_evidence(string type, double known, double? answered, bool marked)
    {
        var history = new AuditHistory([]) { KnownAt = Morning.AddDays(known), AnsweredAt = answered is { } days ? [Morning.AddDays(days)] : [] };
        Bears("completed-without-evidence", Entry(Day) with { Type = type, Fact = type }, history).ShouldBe(marked);
        Bears("completed-without-evidence", Entry(Day) with { Type = "entry_corrected", Fact = type }, history).ShouldBe(marked);
        Bears("completed-without-evidence", Entry(Day) with { Fact = type, Actor = "system:import" }, history).ShouldBeFalse();
    }

    [Fact]
    public void A_fact_of_30_days_ago_is_not_back_dated() => Bears("back-dated-30-days", Entry(Day.AddDays(-30))).ShouldBeFalse();

    [Fact]
    public void A_fact_of_31_days_ago_is() => Bears("back-dated-30-days", Entry(Day.AddDays(-31))).ShouldBeTrue();

    [Fact]
    public void The_day_of_recording_is_that_of_Shanghai() =>
        // 16:30 UTC on the 3rd is half past midnight on the 4th.
        Bears("back-dated-30-days", Entry(Day.AddDays(-31)) with { RecordedAt = new(2026, 3, 3, 16, 30, 0, TimeSpan.Zero) }).ShouldBeTrue();

    [Theory]
    [InlineData("system:import", false)]
    [InlineData("system:simulation", false)]
    [InlineData("system:start", true)]
    [InlineData("user:zhang.san", true)]
    public void What_a_document_states_is_not_back_dated(string actor, bool marked) =>
        Bears("back-dated-30-days", Entry(new(2022, 3, 31)) with { Actor = actor }).ShouldBe(marked);

    [Fact]
    public void What_names_no_day_is_not_back_dated() => Bears("back-dated-30-days", Entry(null)).ShouldBeFalse();

    [Theory]
    [InlineData("entry_corrected", "entry_corrected", true)]
    [InlineData("entry_corrected", "progress_reported", false)]
    [InlineData("entry_voided", "entry_corrected", false)]
    public void Correcting_a_correction_is_correcting_twice(string type, string undone, bool marked) =>
        Bears("corrected-twice", Entry(Day) with { Type = type, Undoes = 7 }, undone: Entry(Day, position: 7) with { Type = undone }).ShouldBe(marked);

    [Theory]
    [InlineData("2026-03-04T07:59:59+08:00", true)]
    [InlineData("2026-03-04T08:00:00+08:00", false)]
    [InlineData("2026-03-04T17:59:59+08:00", false)]
    [InlineData("2026-03-04T18:00:00+08:00", true)]
    [InlineData("2026-03-06T12:00:00+08:00", false)]
    [InlineData("2026-03-07T12:00:00+08:00", true)]
    [InlineData("2026-03-08T12:00:00+08:00", true)]
    [InlineData("2026-03-08T23:59:59Z", true)]
    [InlineData("2026-03-09T00:00:00Z", false)]
    public void Working_hours_are_those_of_Shanghai(string recordedAt, bool marked)
    {
        var entry = Entry(Day) with { RecordedAt = DateTimeOffset.Parse(recordedAt, System.Globalization.CultureInfo.InvariantCulture) };
        Bears("outside-working-hours", entry).ShouldBe(marked);
        Bears("outside-working-hours", entry with { Actor = "system:start" }).ShouldBeFalse();
    }

    [Theory]
    [InlineData(20, 50, 30, false)]
    [InlineData(20, 50.1, 30, true)]
    [InlineData(20, 90, 31, false)]
    [InlineData(90, 20, 5, false)]
    public void Progress_jumps_by_more_than_30_points_within_30_days(double before, double after, int days, bool marked) =>
        BearsAfter("progress-jumps", Progress(after, Day), Progress(before, Day.AddDays(-days), 1)).ShouldBe(marked);

    [Fact]
    public void Small_steps_add_up_to_a_jump() =>
        BearsAfter("progress-jumps", Progress(55, Day), Progress(20, Day.AddDays(-20), 1), Progress(40, Day.AddDays(-10), 2)).ShouldBeTrue();

    [Fact]
    public void A_back_dated_report_jumps_to_the_next_one() =>
        BearsAfter("progress-jumps", Progress(10, Day.AddDays(-10)), Progress(5, Day.AddDays(-90), 1), Progress(60, Day, 2)).ShouldBeTrue();

    [Fact]
    public void A_first_report_jumps_from_nothing() => BearsAfter("progress-jumps", Progress(80, Day)).ShouldBeFalse();

    [Fact]
    public void What_was_voided_or_corrected_is_nothing_to_jump_from()
    {
        var voided = Entry(Day, position: 2) with { Type = "entry_voided", Undoes = 1 };
        BearsAfter("progress-jumps", Progress(60, Day), Progress(10, Day.AddDays(-5), 1), voided).ShouldBeFalse();
        var corrected = Progress(50, Day.AddDays(-5), 2) with { Type = "entry_corrected", Undoes = 1 };
        BearsAfter("progress-jumps", Progress(60, Day), Progress(10, Day.AddDays(-5), 1), corrected).ShouldBeFalse();
    }

    [Fact]
    public void A_correction_is_not_held_against_what_it_corrects()
    {
        var correction = Progress(10, Day.AddDays(-5)) with { Type = "entry_corrected", Undoes = 1 };
        BearsAfter("progress-falls", correction, Progress(60, Day.AddDays(-5), 1)).ShouldBeFalse();
        BearsAfter("progress-falls", correction with { Undoes = 99 }, Progress(60, Day.AddDays(-5), 1)).ShouldBeTrue();
    }

    [Theory]
    [InlineData(40, false)]
    [InlineData(39.9, true)]
    public void Progress_falls_below_the_last_report(double percent, bool marked) =>
        BearsAfter("progress-falls", Progress(percent, Day), Progress(70, Day.AddDays(-400), 1), Progress(40, Day.AddDays(-200), 2)).ShouldBe(marked);

    [Fact]
    public void A_back_dated_report_above_the_next_one_falls_too() =>
        BearsAfter("progress-falls", Progress(50, Day.AddDays(-10)), Progress(20, Day.AddDays(-50), 1), Progress(40, Day, 2)).ShouldBeTrue();

    [Fact]
    public void Of_two_reports_of_a_day_the_one_recorded_last_follows() => BearsAfter("progress-falls", Progress(30, Day), Progress(40, Day, 1)).ShouldBeTrue();

    [Theory]
    [InlineData(60, true)]
    [InlineData(60.001, false)]
    public void The_31st_entry_within_a_minute_is_a_burst(double seconds, bool marked)
    {
        var began = Morning - TimeSpan.FromSeconds(seconds);
        Bears("burst", Entry(Day), began: began).ShouldBe(marked);
        Bears("burst", Entry(Day) with { Actor = "system:import" }, began: began).ShouldBeFalse();
    }

    [Fact]
    public void Who_recorded_fewer_entries_makes_no_burst() => Bears("burst", Entry(Day)).ShouldBeFalse();

    [Fact]
    public void Every_flag_has_a_name_of_its_own_and_is_in_the_reference()
    {
        AuditFlags.Names.ShouldBeUnique();
        AuditFlags.Names.ShouldAllBe(name => Regex.IsMatch(name, "^[a-z]+(-[a-z0-9]+)*$"));
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "reference", "audit.md"));
        Regex.Matches(page, "^### `(.*)`$", RegexOptions.Multiline).Select(match => match.Groups[1].Value).ShouldBe(AuditFlags.Names);
    }

    private static bool BearsAfter(string flag, AuditedEntry entry, params AuditedEntry[] earlier) => AuditFlags.Of(entry, new AuditHistory(earlier)).Contains(flag);

    private static bool Bears(string flag, AuditedEntry entry, AuditedEntry? undone = null, DateTimeOffset? began = null) =>
        AuditFlags.Of(entry, new AuditHistory([], undone, began)).Contains(flag);

    private static bool Bears(string flag, AuditedEntry entry, AuditHistory history) => AuditFlags.Of(entry, history).Contains(flag);

    private static AuditedEntry Review(DateTimeOffset at) => Entry(Day) with { Type = "entry_reviewed", Reviews = 7, RecordedAt = at };

    private static AuditedEntry Entry(DateOnly? day, long position = 100) =>
        new() { Position = position, Type = "site_selected", RecordedAt = Morning, Actor = "user:zhang.san", HoldsFrom = day };

    private static AuditedEntry Progress(double percent, DateOnly day, long position = 100) =>
        Entry(day, position) with { Type = "progress_reported", Percent = (decimal)percent };
}
