namespace Ledger.Server.Simulation;

/// <summary>How works go on: not in the winter break, not while they rest, slowly at first and slowly at the end.</summary>
/// <param name="start">The first day of the works.</param>
/// <param name="days">Working days that they take.</param>
/// <param name="rest">Days on which they rest; null if they never do.</param>
internal sealed class BuildingYear(DateOnly start, int days, (DateOnly From, DateOnly Until)? rest = null)
{
    /// <summary>The day on which the works are done.</summary>
    public DateOnly End
    {
        get
        {
            var day = start;
            for (var left = days; left > 0; day = day.AddDays(1))
                if (Works(day)) left--;
            return day;
        }
    }

    /// <summary>Share of the works done, 0 to 100 percent: an S-curve.</summary>
    public int PercentOn(DateOnly day)
    {
        var done = 0;
        for (var one = start; one < day; one = one.AddDays(1))
            if (Works(one)) done++;
        var share = Math.Min(1m, (decimal)done / days);
        return (int)(100m * share * share * (3m - 2m * share));
    }

    /// <summary>Whether anything is done on a day: not from the middle of January to the Lantern Festival.</summary>
    private bool Works(DateOnly day) => !(day is { Month: 1, Day: > 15 } or { Month: 2, Day: <= 20 }) && !(rest is { } pause && day >= pause.From && day < pause.Until);
}
