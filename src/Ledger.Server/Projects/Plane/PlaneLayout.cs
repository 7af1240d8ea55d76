using Ledger.Domain.Projects;
using Ledger.Postgres.ReadModels;
using Ledger.Server.History;
using Ledger.Server.Web;

namespace Ledger.Server.Projects.Plane;

/// <summary>Draws the plane of a project.</summary>
internal static class PlaneLayout
{
    /// <summary>Entries drawn at most: those around the page's knowledge.</summary>
    public const int MostRows = 60;

    private const int YearsNamed = 15;
    private const int RoomForName = 54;

    /// <summary>The drawing of everything that is known by now, with the page's two times marked in it.</summary>
    public static ProjectPlane Draw(ThingHistory<Project.Known> history, Times times)
    {
        var all = history.Entries(times.AsOf, history.Position);
        var known = all.Count(entry => entry.Item.Position <= times.Position) - 1;
        var skipped = Math.Clamp(known - MostRows / 2, 0, Math.Max(0, all.Count - MostRows));
        var shown = all.Skip(skipped).Take(MostRows).ToList();
        var scale = PlaneScale.Around(Days(history, all, times), shown.Count);
        var rows = shown.Select((entry, row) => new PlaneRow(
            entry, scale.Top(row), row == 0 || entry.Item.RecordedAt - shown[row - 1].Item.RecordedAt >= TimeSpan.FromMinutes(1))).ToList();
        var points = Points(all, skipped, scale, shown.Count);
        return new ProjectPlane(
            scale, Years(scale), rows, Regions(history.Stretches, scale, shown), [.. points.Values], Links(points), InRange(times.AsOf, scale) ? scale.X(times.AsOf) : null,
            known >= skipped ? known - skipped : null, skipped, all.Count);
    }

    // The page's own day may lie far off, and must not squeeze all others into a line.
    private static List<DateOnly> Days(ThingHistory<Project.Known> history, IReadOnlyList<EntryView> entries, Times times)
    {
        List<DateOnly> days =
        [
            .. entries.Select(entry => entry.HoldsFrom).OfType<DateOnly>(),
            .. history.Stretches.Select(stretch => stretch.Row.EffectiveFrom),
            .. history.Stretches.Select(stretch => stretch.Row.State.Schedule).SelectMany(schedule => new[] { schedule.Start?.FirstDay, schedule.End?.LastDay }).OfType<DateOnly>(),
        ];
        if (days.Count == 0) days.Add(times.AsOf);
        if (times.AsOf.Year >= days.Min().Year - 5 && times.AsOf.Year <= days.Max().Year + 5) days.Add(times.AsOf);
        return days;
    }

    private static bool InRange(DateOnly day, PlaneScale scale) => day >= scale.First && day <= scale.Last;

    private static List<PlaneYear> Years(PlaneScale scale)
    {
        var (first, last) = (scale.First.Year, scale.Last.Year);
        var step = (last - first) / YearsNamed + 1;
        return [.. Enumerable.Range(first, last - first + 1).Select(year => new PlaneYear(year, scale.X(new DateOnly(year, 1, 1)), (year - first) % step == 0))];
    }

    private static List<PlaneRegion> Regions(IReadOnlyList<Stretch<Project.Known>> stretches, PlaneScale scale, List<EntryView> shown)
    {
        var regions = new List<PlaneRegion>();
        foreach (var stretch in stretches)
        {
            var top = shown.FindIndex(entry => entry.Item.Position >= stretch.KnownFrom);
            var end = stretch.KnownUntil is { } until ? shown.FindIndex(entry => entry.Item.Position >= until) : shown.Count;
            if (end < 0) end = shown.Count;
            if (top < 0 || end <= top) continue;
            var (row, x) = (stretch.Row, scale.X(stretch.Row.EffectiveFrom));
            var width = Math.Max(1, (row.EffectiveUntil is { } day ? scale.X(day) : PlaneScale.Right) - x);
            var above = regions.FindLast(region => region.From == row.EffectiveFrom && region.Y + region.Height == scale.Top(top));
            regions.Add(new PlaneRegion(
                row.State, row.EffectiveFrom, row.EffectiveUntil, stretch.KnownFrom, stretch.KnownUntil, row.MadeBy,
                x, scale.Top(top), width, scale.Top(end) - scale.Top(top), width >= RoomForName && !(above is { Named: true } && Same(above.State, row.State))));
        }

        return regions;
    }

    private static bool Same(Project.Known one, Project.Known other) => one.Stage == other.Stage && one.Percent == other.Percent;

    // What is about another entry says nothing about the world: it stands on the day of that other one.
    private static Dictionary<long, PlanePoint> Points(IReadOnlyList<EntryView> all, int skipped, PlaneScale scale, int rows)
    {
        var byPosition = all.ToDictionary(entry => entry.Item.Position);
        var points = new Dictionary<long, PlanePoint>();
        foreach (var (row, entry) in all.Skip(skipped).Take(rows).Index())
        {
            var dated = entry;
            while (dated.HoldsFrom is null && dated.About is { } about && byPosition.TryGetValue(about, out var other) && about < dated.Item.Position)
                dated = other;
            if (dated.HoldsFrom is not { } on || !InRange(on, scale)) continue;
            var begin = dated == entry && dated.Told is { } told ? scale.X(told.FirstDay) : scale.X(on);
            points.Add(entry.Item.Position, new PlanePoint(entry, scale.X(on), begin, scale.Top(row) + scale.RowHeight / 2));
        }

        return points;
    }

    private static List<PlaneLink> Links(Dictionary<long, PlanePoint> points) =>
    [
        .. from point in points.Values
           where point.Entry.About is { } about && points.ContainsKey(about)
           let other = points[point.Entry.About!.Value]
           select new PlaneLink(point.Entry.Kind, point.X, point.Y, other.X, other.Y),
    ];
}
