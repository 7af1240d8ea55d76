using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Ledger.Domain.Indicators;
using Ledger.Domain.Projects;
using Ledger.Postgres.ReadModels;
using Ledger.Server.Indicators;
using Ledger.Server.Projects;
using Ledger.Server.Web;

namespace Ledger.Server.Compare;

/// <summary>The fields of a thing by their paths, for comparing: what the items of the listings show, without when and by which entry.</summary>
internal static class Fields
{
    // When something holds and was recorded is the answer's other half: the entries say it.
    public static readonly string[] Left = ["effectiveFrom", "recordedAt", "version", "source"];

    // Those whose members are fields of their own.
    public static readonly string[] Inner = ["scale", "schedule"];
    private static readonly string[] ShownPoints = ["baseline", "target", "latest"];

    public static SortedDictionary<string, JsonNode?> Of(Row<Project.Known> row) => Flatten(ProjectItem.Of(row));

    /// <summary>The same, with what only a project by itself shows.</summary>
    public static SortedDictionary<string, JsonNode?> InFull(Row<Project.Known> row)
    {
        var fields = Of(row);
        fields.Add("facility", row.State.Scope.Facility);
        fields.Add("natureAsWritten", row.State.Scope.NatureAsWritten);
        fields.Add("scaleAsWritten", row.State.Scope.Scale.AsWritten);
        fields.Add("scheduleAsWritten", row.State.Schedule.AsWritten);
        fields.Add("constructionStartedOn", row.State.ConstructionStartedOn?.ToString());
        fields.Add("investedTenThousandYuan", row.State.InvestedTenThousandYuan?.Value);
        return fields;
    }

    public static SortedDictionary<string, JsonNode?> Of(Row<Indicator.Defined> row)
    {
        var fields = Flatten(IndicatorItem.Of(row));
        Point?[] shown = [row.State.Baseline, row.State.Target, row.State.Latest];
        Add(fields, row, row.State.Points.Where(point => !shown.Contains(point)));
        return fields;
    }

    /// <summary>Every figure by its kind and period, in place of the three that listings show: what one entry changed is one field.</summary>
    public static SortedDictionary<string, JsonNode?> InFull(Row<Indicator.Defined> row)
    {
        var fields = Flatten(IndicatorItem.Of(row));
        foreach (var shown in ShownPoints) fields.Remove(shown);
        Add(fields, row, row.State.Points);
        return fields;
    }

    /// <summary>The fields that differ, in the order of their paths.</summary>
    public static IReadOnlyList<ChangedField> Differing(SortedDictionary<string, JsonNode?> before, SortedDictionary<string, JsonNode?> after) =>
    [
        .. from path in before.Keys.Union(after.Keys).Order(StringComparer.Ordinal)
           let old = before.GetValueOrDefault(path)
           let @new = after.GetValueOrDefault(path)
           where !JsonNode.DeepEquals(old, @new)
           select new ChangedField(path, old, @new),
    ];

    private static string Name(Point point) =>
        string.Join('.', new[] { "points", WebJson.CodeOf<PointKind>(point.Kind), point.Figure.Period?.ToString() ?? "undated", WebJson.CodeOf(point.Figure.Bound) }
            .Where(part => part is not null));

    private static SortedDictionary<string, JsonNode?> Flatten<T>(T item)
    {
        var fields = new SortedDictionary<string, JsonNode?>(StringComparer.Ordinal);
        Add(fields, "", Without(JsonSerializer.SerializeToNode(item, WebJson.Options)!.AsObject()));
        return fields;
    }

    private static void Add(SortedDictionary<string, JsonNode?> fields, Row<Indicator.Defined> row, IEnumerable<Point> points)
    {
        foreach (var point in points)
        {
            var (name, path) = (Name(point), "");
            for (var nth = 1; fields.ContainsKey(path = nth == 1 ? name : string.Create(CultureInfo.InvariantCulture, $"{name}#{nth}")); nth++) { }
            fields.Add(path, Without(JsonSerializer.SerializeToNode(PointItem.Of(point, row.State.Definition), WebJson.Options)!.AsObject()));
        }
    }

    private static void Add(SortedDictionary<string, JsonNode?> fields, string prefix, JsonObject item)
    {
        foreach (var (name, value) in item)
        {
            // A figure is one field: its number without its unit, period or comparator would say little.
            if (value is JsonObject inner && Inner.Contains(name)) Add(fields, prefix + name + ".", (JsonObject)value!);
            else fields.Add(prefix + name, value is JsonObject figure ? Without((JsonObject)figure.DeepClone()) : value?.DeepClone());
        }
    }

    private static JsonObject Without(JsonObject item)
    {
        foreach (var name in Left) item.Remove(name);
        return item;
    }
}
