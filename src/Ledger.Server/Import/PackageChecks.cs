using Ledger.Domain.Entries;
using Ledger.Domain.Packages;

namespace Ledger.Server.Import;

/// <summary>Checks what rows say about each other: unique keys, and ids that name a row.</summary>
internal static class PackageChecks
{
    /// <summary>Most rows about one project or one indicator: each is decided against all the others, so time grows steeply.</summary>
    private const int MostOfOne = 200;

    public static void Check(PlanPackage package, ImportErrors errors)
    {
        Unique(package.Projects, row => row.Id, "id", "project", errors);
        Unique(package.Indicators, row => row.Id, "id", "indicator", errors);
        Unique(package.Progress, row => (row.Project, Step(row), Place(row)), null, "row for the same project, type and place", errors);
        Unique(package.Figures, row => (row.Indicator, row.Kind, row.Figure.Period, row.Figure.Bound, Place(row)), null, "figure of the same indicator, kind, period and quantity at the same place", errors);
        Unique(package.Changes, row => (row.Indicator, row.From, row.To, Place(row)), null, "change of the same indicator, from and to at the same place", errors);

        var projects = package.Projects.Select(row => row.Id).ToHashSet(StringComparer.Ordinal);
        var indicators = package.Indicators.Select(row => row.Id).ToHashSet(StringComparer.Ordinal);
        References(package.Progress, row => row.Project, projects, "project", errors);
        References(package.Figures, row => row.Indicator, indicators, "indicator", errors);
        References(package.Changes, row => row.Indicator, indicators, "indicator", errors);
        References(package.Indicators.Where(row => row.Definition.PartOf is not null), row => row.Definition.PartOf![(package.Code.Length + 1)..], indicators, "partOf", errors);
        Totals(package, errors);
        Bounded(package.Progress.GroupBy(row => row.Project, StringComparer.Ordinal), "project", errors);
        Bounded(package.Figures.GroupBy(row => row.Indicator, StringComparer.Ordinal), "indicator", errors);
        Bounded(package.Changes.GroupBy(row => row.Indicator, StringComparer.Ordinal), "indicator", errors);
        var rows = package.Projects.Count + package.Progress.Count + package.Indicators.Count + package.Figures.Count + package.Changes.Count;
        if (rows > CsvTable.MostRows) errors.Add(PackageFolder.Manifest, 0, null, $"A package has at most {CsvTable.MostRows} rows, not {rows}; divide it.");
    }

    private static Source Place(PackageRow row) => row.Source with { Evidence = null };

    // What is only seen to go on is recorded as construction begun; so the two are one type here.
    private static ProgressStep Step(ProgressRow row) =>
        row is { Step: ProgressStep.ProgressReported, Percent: null } ? ProgressStep.ConstructionStarted : row.Step;

    private static void Unique<T, TKey>(IEnumerable<T> rows, Func<T, TKey> key, string? column, string what, ImportErrors errors)
        where T : PackageRow
        where TKey : notnull
    {
        var seen = new Dictionary<TKey, int>();
        foreach (var row in rows)
            if (!seen.TryAdd(key(row), row.At.Line)) errors.Add(row.At.File, row.At.Line, column, $"There is another {what} on line {seen[key(row)]}.");
    }

    private static void References<T>(IEnumerable<T> rows, Func<T, string> id, HashSet<string> known, string column, ImportErrors errors)
        where T : PackageRow
    {
        foreach (var row in rows)
            if (!known.Contains(id(row))) errors.Add(row.At.File, row.At.Line, column, $"There is no row with the id '{id(row)}'.");
    }

    // A total that is part of itself, however many steps away, has no sum.
    private static void Totals(PlanPackage package, ImportErrors errors)
    {
        var totals = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var row in package.Indicators)
            if (row.Definition.PartOf is { } total) totals.TryAdd($"{package.Code}.{row.Id}", total);
        foreach (var row in package.Indicators)
        {
            var id = $"{package.Code}.{row.Id}";
            var at = totals.GetValueOrDefault(id);
            for (var steps = 0; at is not null && at != id && steps <= MostOfOne; steps++) at = totals.GetValueOrDefault(at);
            if (at is not null) errors.Add(row.At.File, row.At.Line, "partOf", "The indicator is part of itself, or of a chain without end.");
        }
    }

    private static void Bounded<T>(IEnumerable<IGrouping<string, T>> groups, string column, ImportErrors errors)
        where T : PackageRow
    {
        foreach (var group in groups)
            if (group.Skip(MostOfOne).FirstOrDefault() is { } row)
                errors.Add(row.At.File, row.At.Line, column, $"There are more than {MostOfOne} rows about '{group.Key}'.");
    }
}
