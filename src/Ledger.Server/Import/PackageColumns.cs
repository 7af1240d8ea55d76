namespace Ledger.Server.Import;

/// <summary>The columns of each resource: docs/reference/data-packages.md.</summary>
internal static class PackageColumns
{
    public static IReadOnlyDictionary<string, CsvColumns> Of { get; } = new Dictionary<string, CsvColumns>(StringComparer.Ordinal)
    {
        ["projects"] = new(
            ["id", "name", "category", "section", "evidence"],
            [
                "number", "nature", "natureAsWritten", "sites", "facility", "floorAreaSquareMetres", "siteAreaMu", "classes", "places",
                "investmentTenThousandYuan", "scaleAsWritten", "start", "end", "scheduleAsWritten", "committed", "responsibleUnit",
                "statusAsWritten", "effective", "table", "row",
            ]),
        ["progress"] = new(
            ["project", "type", "section", "evidence"],
            ["effective", "observed", "percent", "asWritten", "table", "row"]),
        ["indicators"] = new(
            ["id", "name", "category", "section", "evidence"],
            ["unit", "property", "direction", "facility", "partOf", "table", "row"]),
        ["figures"] = new(
            ["indicator", "kind", "period", "comparator", "value", "asWritten", "section", "evidence"],
            ["unit", "effective", "observed", "quantity", "table", "row", "column"]),
        ["changes"] = new(
            ["indicator", "from", "to", "value", "asWritten", "section", "evidence"],
            ["unit", "effective", "table", "row", "column"]),
    };
}
