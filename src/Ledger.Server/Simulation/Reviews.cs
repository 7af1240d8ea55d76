using Ledger.Domain.Entries;
using Ledger.Domain.Time;

namespace Ledger.Server.Simulation;

/// <summary>What the simulated reviewer makes of the clerks' entries: most are confirmed at the end of a month, some never looked at.</summary>
internal static class Reviews
{
    private static readonly string[] Doubts = ["附件与填报不一致，请补充说明", "未附监理月报", "累计投资与拨付台账不符"];

    /// <summary>The reviews of one stream's entries.</summary>
    /// <param name="seed">Seed of the simulation.</param>
    /// <param name="written">All entries of the stream.</param>
    public static IEnumerable<SimulatedEntry> Of(int seed, IReadOnlyList<SimulatedEntry> written)
    {
        foreach (var (index, entry) in written.Index())
        {
            // Drawn for every entry, so that the others' draws don't depend on which are reviewed.
            var dice = Dice.Of(seed, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"review {entry.Stream} {index}"));
            var day = EndOfMonth(entry.Day.AddDays(dice.Between(4, 30)));
            if (entry.Clerk.Role is not Domain.Accounts.Role.Recorder || dice.Chance(6) || written.Any(other => Settles(other, entry, day))) continue;
            if (!dice.Chance(2))
            {
                yield return Of(entry, day, Verdict.Confirmed, null);
                continue;
            }

            // The clerk explains instead of correcting; the last word counts.
            yield return Of(entry, day, Verdict.Rejected, dice.Pick(Doubts));
            if (!written.Any(other => other.About == entry)) yield return Of(entry, EndOfMonth(day.AddDays(8)), Verdict.Confirmed, "已补充说明材料");
        }
    }

    // What was voided or corrected by then is past reviewing, and what was rejected before awaits its correction.
    private static bool Settles(SimulatedEntry other, SimulatedEntry entry, DateOnly day) =>
        other.About == entry && (other.Day <= day || other.Event is EntryEvent.EntryReviewed);

    /// <summary>One review.</summary>
    public static SimulatedEntry Of(SimulatedEntry entry, DateOnly day, Verdict verdict, string? reason) => new(
        entry.Stream, Office.Tang, day,
        new EntryEvent.EntryReviewed { Position = 0, Verdict = verdict, Reason = reason, Effective = EffectiveDate.OnDay(day) }) { About = entry };

    /// <summary>The reviewer's last desk day of a month, or of the next one where it is past.</summary>
    private static DateOnly EndOfMonth(DateOnly day)
    {
        var next = new DateOnly(day.Year, day.Month, 1).AddMonths(1);
        var last = Office.Tang.DayFrom(next.AddDays(-7));
        return last >= day ? last : EndOfMonth(next);
    }
}
