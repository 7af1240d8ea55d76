using System.Text.Json.Nodes;
using Ledger.Postgres.EventStore;
using Ledger.Postgres.ReadModels;
using Ledger.Server.History;
using Ledger.Server.Web;
using Shouldly;
using Xunit;

namespace Ledger.Server.Tests.History;

/// <summary>What was believed of a day when it ended, in Asia/Shanghai.</summary>
public sealed class BeliefTests
{
    private static readonly DateOnly Day = new(2023, 6, 30);

    [Fact]
    public void It_is_what_the_entries_of_that_day_said_and_no_later_one()
    {
        // The second is recorded at 23:59 of the day, the third a minute later, on the next.
        var belief = Belief<string>.Of(History(), At(Day, 30));
        belief!.Position.ShouldBe(20);
        belief.Row!.State.ShouldBe("second");
        belief.Fields.Single().After!.GetValue<string>().ShouldBe("third");
    }

    [Fact]
    public void A_day_before_anything_was_recorded_was_not_known() => Belief<string>.Of(History(), At(new(2023, 6, 28), 30))!.Row.ShouldBeNull();

    [Fact]
    public void Nothing_is_said_where_the_page_is_no_later()
    {
        Belief<string>.Of(History(), At(Day, 20)).ShouldBeNull();
        Belief<string>.Of(History(), At(new(2024, 1, 1), 99)).ShouldBeNull();
    }

    private static Times At(DateOnly asOf, long position) => new(asOf, position, null, false);

    private static ThingHistory<string> History() => new(
        30,
        [Entry(10, "2023-06-29T09:00:00+08:00"), Entry(20, "2023-06-30T15:59:59Z"), Entry(30, "2023-06-30T16:00:00Z")],
        [Stretch("first", 10, 20), Stretch("second", 20, 30), Stretch("third", 30, null)],
        row => new(StringComparer.Ordinal) { ["state"] = JsonValue.Create(row.State) });

    private static StoredEntry Entry(long position, string recorded) =>
        new(position, Guid.Empty, "project-x", position / 10, "x", default, DateTimeOffset.Parse(recorded, System.Globalization.CultureInfo.InvariantCulture), null, null, null, null);

    private static Stretch<string> Stretch(string state, long from, long? until) =>
        new(new Row<string>("x", state, true, new(2020, 1, 1), null, from, from / 10, default, 1), from, until);
}
