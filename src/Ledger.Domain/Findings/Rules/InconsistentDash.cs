using Ledger.Domain.Packages;

namespace Ledger.Domain.Findings.Rules;

/// <summary>Years are joined by another dash than in most places of the plan, so that a reader or a program may miss one.</summary>
internal sealed class InconsistentDash : IFindingRule
{
    public string Name => "inconsistent-dash";

    public IEnumerable<PackageFinding> Find(PlanPackage package)
    {
        var joined = package.Projects
            .Select(row => (Row: row, Dash: DashIn(row.Schedule.AsWritten)))
            .Where(pair => pair.Dash is not null)
            .ToList();
        var usual = joined.GroupBy(pair => pair.Dash!).MaxBy(group => group.Count())?.Key; // of even ones the first written
        foreach (var (row, dash) in joined.Where(pair => pair.Dash != usual))
            yield return new PackageFinding(Name, row.At, row.Source, package.ProjectStream(row.Id), row.Schedule.AsWritten!,
                row.Schedule.AsWritten!.Replace(dash!, usual, StringComparison.Ordinal));
    }

    /// <summary>What joins the two years: a run of dashes, 至, 到 or ~; null where nothing does.</summary>
    private static string? DashIn(string? written)
    {
        if (written is null) return null;
        var start = written.AsSpan().IndexOfAny(PackageText.Dashes + "至到~～");
        if (start < 0) return null;
        var end = start + 1;
        while (end < written.Length && written[end] == written[start]) end++;
        return written[start..end];
    }
}
