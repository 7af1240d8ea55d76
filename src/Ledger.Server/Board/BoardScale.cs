using System.Globalization;
using Ledger.Domain.Plans;

namespace Ledger.Server.Board;

/// <summary>The scale of days that all rows of a board share: whole years around a plan's period and what lies near it.</summary>
/// <param name="First">First day, the first of a year.</param>
/// <param name="Last">Last day, the last of a year.</param>
internal sealed record BoardScale(DateOnly First, DateOnly Last)
{
    /// <summary>One slip of the pen by a century must not squeeze all the others into a line.</summary>
    private const int YearsAround = 10;

    /// <summary>A date line further away than this is drawn at the edge.</summary>
    private const int YearsToDateLine = 3;

    private int Days => Last.DayNumber - First.DayNumber + 1;

    /// <summary>The years, in order.</summary>
    public IEnumerable<int> Years => Enumerable.Range(First.Year, Last.Year - First.Year + 1);

    /// <summary>The scale for a plan.</summary>
    /// <param name="document">The plan.</param>
    /// <param name="days">Days on which something is planned or happened.</param>
    /// <param name="asOf">The date line.</param>
    public static BoardScale Of(PlanDocument document, IEnumerable<DateOnly> days, DateOnly asOf)
    {
        var (first, last) = (document.PeriodStart.Year, document.PeriodEnd.Year);
        var (least, most) = (first - YearsAround, last + YearsAround);
        foreach (var year in days.Select(day => day.Year).Where(year => year >= least && year <= most))
            (first, last) = (Math.Min(first, year), Math.Max(last, year));
        if (asOf.Year >= first - YearsToDateLine && asOf.Year <= last + YearsToDateLine)
            (first, last) = (Math.Min(first, asOf.Year), Math.Max(last, asOf.Year));
        return new BoardScale(new DateOnly(Math.Max(first, 1), 1, 1), new DateOnly(Math.Min(last, 9999), 12, 31));
    }

    /// <summary>The day of the scale that is nearest to a day.</summary>
    public DateOnly Nearest(DateOnly day) => day < First ? First : day > Last ? Last : day;

    /// <summary>Where a day begins, as a share of the whole width.</summary>
    public string X(DateOnly day) => Percent(Share(day));

    /// <summary>How wide a stretch is, of at least what the eye can see.</summary>
    /// <param name="from">Its first day.</param>
    /// <param name="until">The first day after it.</param>
    public string Width(DateOnly from, DateOnly until) => Percent(Math.Max(Share(until) - Share(from), Share(from) >= 100 ? 0 : 0.3));

    private double Share(DateOnly day) => Math.Clamp((day.DayNumber - First.DayNumber) * 100.0 / Days, 0, 100);

    private static string Percent(double share) => share.ToString("0.###", CultureInfo.InvariantCulture) + "%";
}
