namespace Ledger.Server.Projects.Plane;

/// <summary>Where days and rows are in the drawing.</summary>
/// <param name="First">The first day.</param>
/// <param name="Last">The last day.</param>
/// <param name="RowHeight">Height of a row.</param>
internal sealed record PlaneScale(DateOnly First, DateOnly Last, int RowHeight)
{
    /// <summary>Left edge of the first day: before it stand the names of the rows.</summary>
    public const int Left = 178;

    /// <summary>Right edge of the last day.</summary>
    public const int Right = 988;

    /// <summary>Width of the drawing.</summary>
    public const int Width = Right + 12;

    /// <summary>Upper edge of the first row: above it stand the years.</summary>
    public const int FirstRow = 26;

    /// <summary>How many days there are.</summary>
    public int Days => Last.DayNumber - First.DayNumber + 1;

    /// <summary>Left edge of a day, within the drawing.</summary>
    public int X(DateOnly day) => Left + (int)((long)Math.Clamp(day.DayNumber - First.DayNumber, 0, Days) * (Right - Left) / Days);

    /// <summary>Upper edge of a row.</summary>
    public int Top(int row) => FirstRow + row * RowHeight;

    /// <summary>Whole years that show all of these days, and some room.</summary>
    public static PlaneScale Around(IReadOnlyCollection<DateOnly> days, int rows) => new(
        new DateOnly(days.Min().Year, 1, 1), new DateOnly(Math.Min(days.Max().Year, 9998), 12, 31), Math.Clamp(300 / Math.Max(rows, 1), 24, 46));
}
