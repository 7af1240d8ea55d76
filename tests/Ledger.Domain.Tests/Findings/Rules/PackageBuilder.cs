using System.Globalization;
using Ledger.Domain.Entries;
using Ledger.Domain.Indicators;
using Ledger.Domain.Packages;
using Ledger.Domain.Plans;
using Ledger.Domain.Projects;
using Ledger.Domain.Time;

namespace Ledger.Domain.Tests.Findings.Rules;

/// <summary>Builds packages for rules, with nothing in them but what a spec is about.</summary>
internal sealed class PackageBuilder
{
    private readonly List<ProjectRow> projects = [];
    private readonly List<ProgressRow> progress = [];
    private readonly List<IndicatorRow> indicators = [];
    private readonly List<FigureRow> figures = [];
    private readonly List<ChangeRow> changes = [];
    private string? issuedOn = "2022-03-31";
    private int line = 1;

    public PackageBuilder IssuedOn(string? date)
    {
        issuedOn = date;
        return this;
    }

    public PackageBuilder Project(
        string id, string name = "项目", string? number = null, string? nature = null, string? contents = null,
        string? start = null, string? end = null, string? years = null, bool? committed = null, string? status = null, string? table = "专栏4")
    {
        projects.Add(new ProjectRow(
            Next("projects.csv"), Place(table, id), null, id, number, name,
            new Scope(Category.Compulsory, null, nature, [], null, new Scale(AsWritten: contents), null),
            new Schedule(Date(start), Date(end), years, committed), status));
        return this;
    }

    public PackageBuilder Step(string project, ProgressStep step)
    {
        progress.Add(new ProgressRow(Next("progress.csv"), Place("专栏4", project), null, project, step, true, null, null));
        return this;
    }

    public PackageBuilder Indicator(string id, string? unit, string name = "指标", string? partOf = null)
    {
        indicators.Add(new IndicatorRow(
            Next("indicators.csv"), Place("表1", id), id, new IndicatorDefinition("p", name, Category.Support, unit, null, null, null, partOf is null ? null : $"p.{partOf}")));
        return this;
    }

    /// <param name="indicator">The indicator.</param>
    /// <param name="kind">The kind.</param>
    /// <param name="period">The year.</param>
    /// <param name="written">The characters; a number in them is the value, a comparator before it the comparator.</param>
    /// <param name="unit">The place's own unit.</param>
    /// <param name="table">The table; null for prose.</param>
    public PackageBuilder Figure(string indicator, PointKind kind, string? period, string? written, string? unit = null, string? table = "表1")
    {
        var comparator = written is { Length: > 1 } && Code<Comparator>.TryParse(written[..1], out var first) ? first : (Comparator?)null;
        var number = decimal.TryParse(comparator is null ? written : written![1..], NumberStyles.Number, CultureInfo.InvariantCulture, out var value) ? value : (decimal?)null;
        figures.Add(new FigureRow(
            Next("figures.csv"), Place(table, indicator, table is null ? null : $"{period}年"), null, indicator, kind,
            new Figure(Date(period), number is null ? null : comparator ?? Comparator.Equal, number, written, unit), false));
        return this;
    }

    public PackageBuilder Change(string indicator, string from, string to, decimal value, string? unit = null, string? written = null)
    {
        changes.Add(new ChangeRow(
            Next("changes.csv"), Place("表1", indicator, "变化"), null, indicator, Date(from), Date(to), value, unit,
            written ?? value.ToString(CultureInfo.InvariantCulture)));
        return this;
    }

    public PlanPackage Build() => new(
        new PlanDocument("p", "规划", null, "政府", "县", null, Date(issuedOn), new DateOnly(2021, 1, 1), new DateOnly(2025, 12, 31), []),
        null, new RowAt("datapackage.json", 1), [.. projects], [.. progress], [.. indicators], [.. figures], [.. changes]);

    private static ReducedDate? Date(string? text) => text is null ? null : ReducedDate.Parse(text);

    private static Source Place(string? table, string row, string? column = null) => new("p", table is null ? "一" : "二", table, row, column);

    private RowAt Next(string file) => new(file, ++line);
}
