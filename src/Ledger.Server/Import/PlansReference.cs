using System.Globalization;
using System.Text;
using Ledger.Domain.Entries;
using Ledger.Domain.Findings.Rules;
using Ledger.Domain.Indicators;
using Ledger.Domain.Packages;
using Ledger.Domain.Plans;

namespace Ledger.Server.Import;

/// <summary>Writes docs/reference/plans.md: what is in the packages, counted.</summary>
public static class PlansReference
{
    /// <summary>The page for some packages, in the order of their codes.</summary>
    /// <param name="packages">The packages.</param>
    public static string Render(IEnumerable<PlanPackage> packages)
    {
        var plans = packages.OrderBy(package => package.Code, StringComparer.Ordinal).ToList();
        var page = new StringBuilder("""
            # The published plans, counted

            Generated from the packages in `src/Ledger.Server/Plans`; do not edit. A test fails when this page and the packages
            differ. To write it anew: `LEDGER_WRITE_DOCS=1 dotnet test tests/Ledger.Server.Tests --filter PlansReferenceTests`.
            What the rules mean: [findings.md](findings.md).


            """);
        Table(page, plans, "Plans", "plan", ["title", "document number", "issued", "period"], plan => [plan.Document.Title,
            plan.Document.DocumentNumber ?? "", plan.Document.IssuedOn?.ToString() ?? "not printed", $"{plan.Document.PeriodStart:yyyy-MM-dd} – {plan.Document.PeriodEnd:yyyy-MM-dd}"]);
        Counts(page, plans, "Capital projects, by category", Code<Category>.All, plan => plan.Projects.Select(row => Code<Category>.Of(row.Scope.Category)));
        Counts(page, plans, "Steps that the documents report", null, plan => plan.Progress.Select(row => Code<ProgressStep>.Of(row.Step)));
        Counts(page, plans, "Indicators, by category", Code<Category>.All, plan => plan.Indicators.Select(row => Code<Category>.Of(row.Definition.Category)));
        Counts(page, plans, "Figures, by kind, and stated changes", [.. Code<PointKind>.All, "change"],
            plan => plan.Figures.Select(row => Code<PointKind>.Of(row.Kind)).Concat(plan.Changes.Select(_ => "change")));
        Counts(page, plans, "Findings, by rule", [.. FindingRules.All.Select(rule => rule.Name)], plan => FindingRules.Apply(plan).Select(found => found.Rule));
        Counts(page, plans, "Entries that an import of an empty ledger makes, by kind of stream", null,
            plan => PackageEntries.Of(plan).SelectMany(stream => stream.Entries.Select(_ => stream.StreamType)));
        return page.ToString().ReplaceLineEndings("\n").TrimEnd() + "\n";
    }

    // Rows are kinds and columns are plans, so that a new plan makes the tables wider and not the page longer.
    private static void Counts(
        StringBuilder page, List<PlanPackage> plans, string title, IReadOnlyList<string>? kinds, Func<PlanPackage, IEnumerable<string>> kindsOf)
    {
        var counts = plans.Select(plan => kindsOf(plan).CountBy(kind => kind).ToDictionary(StringComparer.Ordinal)).ToList();
        var rows = (kinds ?? [.. counts.SelectMany(count => count.Keys).Distinct().Order(StringComparer.Ordinal)])
            .Where(kind => counts.Any(count => count.ContainsKey(kind)));
        page.Append(CultureInfo.InvariantCulture, $"## {title}\n\n");
        Row(page, ["", .. plans.Select(plan => plan.Code), "all"]);
        Row(page, ["---", .. plans.Select(_ => "---:"), "---:"]);
        foreach (var kind in rows)
            Row(page, [kind, .. counts.Select(count => Number(count.GetValueOrDefault(kind))), Number(counts.Sum(count => count.GetValueOrDefault(kind)))]);
        Row(page, ["**all**", .. counts.Select(count => Number(count.Values.Sum())), Number(counts.Sum(count => count.Values.Sum()))]);
        page.Append('\n');
    }

    private static void Table(
        StringBuilder page, List<PlanPackage> plans, string title, string first, IReadOnlyList<string> headings, Func<PlanPackage, IReadOnlyList<string>> cells)
    {
        page.Append(CultureInfo.InvariantCulture, $"## {title}\n\n");
        Row(page, [first, .. headings]);
        Row(page, ["---", .. headings.Select(_ => "---")]);
        foreach (var plan in plans) Row(page, [$"`{plan.Code}`", .. cells(plan)]);
        page.Append('\n');
    }

    private static string Number(int count) => count == 0 ? "" : count.ToString(CultureInfo.InvariantCulture);

    private static void Row(StringBuilder page, IReadOnlyList<string> cells) =>
        page.Append("| ").AppendJoin(" | ", cells.Select(cell => cell.Replace("|", "\\|", StringComparison.Ordinal))).Append(" |\n");
}
