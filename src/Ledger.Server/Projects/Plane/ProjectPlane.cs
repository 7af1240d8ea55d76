using Ledger.Domain.Projects;
using Ledger.Server.History;

namespace Ledger.Server.Projects.Plane;

/// <summary>The two times of a project as a drawing: 业务日期 to the right, what was recorded downwards, entry by entry.</summary>
/// <remarks>
/// Down go entries and not hours: an import records many in one instant, and then nothing for years. Each entry has a row as high as the
/// others; in the row stands what was believed from it on until the next one.
/// </remarks>
/// <param name="Scale">Where days are.</param>
/// <param name="Years">The years marked.</param>
/// <param name="Rows">The entries, one row each, oldest first.</param>
/// <param name="Regions">What was believed.</param>
/// <param name="Points">The entries at their effective dates.</param>
/// <param name="Links">From an entry to the one that it is about.</param>
/// <param name="AsOf">Where the page's 业务日期 is; null where it lies outside.</param>
/// <param name="Known">The row of the page's knowledge; null where it is not drawn.</param>
/// <param name="Skipped">Entries before those drawn.</param>
/// <param name="Total">All entries.</param>
internal sealed record ProjectPlane(
    PlaneScale Scale, IReadOnlyList<PlaneYear> Years, IReadOnlyList<PlaneRow> Rows, IReadOnlyList<PlaneRegion> Regions,
    IReadOnlyList<PlanePoint> Points, IReadOnlyList<PlaneLink> Links, int? AsOf, int? Known, int Skipped, int Total)
{
    /// <summary>Lower edge of the last row.</summary>
    public int Bottom => Scale.Top(Rows.Count);

    /// <summary>Height of the drawing.</summary>
    public int Height => Bottom + 8;
}

/// <summary>A year on the axis.</summary>
/// <param name="Year">The year.</param>
/// <param name="X">Where it begins.</param>
/// <param name="Named">Whether there is room for its number.</param>
internal sealed record PlaneYear(int Year, int X, bool Named);

/// <summary>An entry's row.</summary>
/// <param name="Entry">The entry.</param>
/// <param name="Y">Its upper edge.</param>
/// <param name="Timed">Whether its recorded time is written: not where it is that of the row above.</param>
internal sealed record PlaneRow(EntryView Entry, int Y, bool Timed);

/// <summary>What was believed of some days, from one entry until another.</summary>
/// <param name="State">The state.</param>
/// <param name="From">First day.</param>
/// <param name="Until">First day no more; null if none.</param>
/// <param name="KnownFrom">Position from which.</param>
/// <param name="KnownUntil">Position until which; null if still.</param>
/// <param name="MadeBy">Position of the entry that made it so.</param>
/// <param name="X">Left edge.</param>
/// <param name="Y">Upper edge.</param>
/// <param name="Width">Width, at least 1.</param>
/// <param name="Height">Height.</param>
/// <param name="Named">Whether its name is written into it: there is room, and it does not stand there already just above.</param>
internal sealed record PlaneRegion(
    Project.Known State, DateOnly From, DateOnly? Until, long KnownFrom, long? KnownUntil, long MadeBy, int X, int Y, int Width, int Height, bool Named);

/// <summary>An entry at its effective date.</summary>
/// <param name="Entry">The entry.</param>
/// <param name="X">The day from which it holds.</param>
/// <param name="Begin">First day of the period that it names; left of <paramref name="X"/> where only the month or the year is known.</param>
/// <param name="Y">Middle of its row.</param>
internal sealed record PlanePoint(EntryView Entry, int X, int Begin, int Y);

/// <summary>From an entry to the one that it is about.</summary>
internal sealed record PlaneLink(EntryKind Kind, int X1, int Y1, int X2, int Y2);
