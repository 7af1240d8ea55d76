using FsCheck.Xunit;
using Ledger.Domain.Tests.Laws;
using Ledger.Domain.Time;
using Shouldly;
using Xunit;

namespace Ledger.Domain.Tests.Time;

[Properties(Arbitrary = [typeof(Anything)])]
public sealed class ReducedDateLaws
{
    [Property(MaxTest = 1000)]
    public void What_is_written_reads_back(ReducedDate date) => ReducedDate.Parse(date.ToString()).ShouldBe(date);

    [Property(MaxTest = 1000)]
    public void The_day_after_the_last_lies_in_the_next_period(ReducedDate date)
    {
        Named(date.FirstDay, date.Precision).ShouldBe(date.ToString());
        Named(date.LastDay, date.Precision).ShouldBe(date.ToString());
        Named(date.LastDay.AddDays(1), date.Precision).ShouldNotBe(date.ToString());
        Named(date.FirstDay.AddDays(-1), date.Precision).ShouldNotBe(date.ToString());
    }

    [Property]
    public void Order_is_that_of_the_day_from_which_it_holds(ReducedDate one, ReducedDate other)
    {
        (one < other).ShouldBe(one.LastDay < other.LastDay);
        (one <= other).ShouldBe(one.LastDay <= other.LastDay);
        (one > other).ShouldBe(other < one);
        (one >= other).ShouldBe(other <= one);
    }

    [Theory]
    [InlineData("2024-02", "2024-02-29")]
    [InlineData("2023-02", "2023-02-28")]
    [InlineData("1900-02", "1900-02-28")]
    [InlineData("2000-02", "2000-02-29")]
    [InlineData("2100-02", "2100-02-28")]
    [InlineData("2024-Q1", "2024-03-31")]
    [InlineData("2024-Q2", "2024-06-30")]
    [InlineData("2024-Q3", "2024-09-30")]
    [InlineData("2024-Q4", "2024-12-31")]
    [InlineData("2199", "2199-12-31")]
    [InlineData("2199-12-31", "2199-12-31")]
    [InlineData("1900", "1900-12-31")]
    public void It_holds_from_its_last_day(string date, string last) => ReducedDate.Parse(date).LastDay.ShouldBe(DateOnly.Parse(last, System.Globalization.CultureInfo.InvariantCulture));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" 2022")]
    [InlineData("2022 ")]
    [InlineData("22")]
    [InlineData("1899")]
    [InlineData("2200")]
    [InlineData("1899-12-31")]
    [InlineData("2200-01-01")]
    [InlineData("2022-13")]
    [InlineData("2022-00")]
    [InlineData("2022-1")]
    [InlineData("2022-02-29")]
    [InlineData("2022-02-30")]
    [InlineData("2022-2-3")]
    [InlineData("2022/02/03")]
    [InlineData("20220203")]
    [InlineData("2022-Q0")]
    [InlineData("2022-Q5")]
    [InlineData("2022-q1")]
    [InlineData("2022Q1")]
    [InlineData("1899-Q1")]
    [InlineData("2022-W01")]
    [InlineData("+2022")]
    [InlineData("-022")]
    [InlineData("----")]
    [InlineData("２０２２")]
    [InlineData("٢٠٢٢")]
    [InlineData("2022年")]
    [InlineData("2022-06-18T00:00:00")]
    [InlineData("2021—2025")]
    public void Odd_text_is_no_date(string? text)
    {
        ReducedDate.TryParse(text, out _).ShouldBeFalse();
        Should.Throw<FormatException>(() => ReducedDate.Parse(text!));
    }

    [Fact]
    public void Years_beyond_the_range_are_a_programmers_mistake()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => ReducedDate.OfYear(1899));
        Should.Throw<ArgumentOutOfRangeException>(() => ReducedDate.Of(new DateOnly(2200, 1, 1)));
        ReducedDate.OfYear(2022).ShouldBe(ReducedDate.Parse("2022"));
        ReducedDate.Of(new DateOnly(2022, 6, 18)).ShouldBe(ReducedDate.Parse("2022-06-18"));
    }

    private static string Named(DateOnly day, Precision precision) => precision switch
    {
        Precision.Day => $"{day:yyyy-MM-dd}",
        Precision.Month => $"{day:yyyy-MM}",
        Precision.Quarter => $"{day.Year}-Q{(day.Month + 2) / 3}",
        Precision.Year => $"{day.Year}",
        _ => throw new ArgumentOutOfRangeException(nameof(precision)),
    };
}
