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

    private static AuditedEntry Entry(DateOnly? day, long position = 100) =>
        new() { Position = position, Type = "site_selected", RecordedAt = Morning, Actor = "user:zhang.san", HoldsFrom = day };

    private static AuditedEntry Progress(double percent, DateOnly day, long position = 100) =>
        Entry(day, position) with { Type = "progress_reported", Percent = (decimal)percent };
}
