using Ledger.Domain.Packages;

namespace Ledger.Domain.Findings.Rules;

/// <summary>
/// What a project has reached when the plan is issued does not fit its years: it should be finished but is not, should have
/// begun but has not, or has begun before it should.
/// </summary>
internal sealed class ScheduleContradictsStatus : IFindingRule
{
    public string Name => "schedule-contradicts-status";

    public IEnumerable<PackageFinding> Find(PlanPackage package)
    {
        // Without an issue date nobody knows of which day the status is.
        if (package.Document.IssuedOn is not { } issued) yield break;
        var steps = package.Progress.ToLookup(row => row.Project, row => row.Step, StringComparer.Ordinal);
        foreach (var row in package.Projects)
        {
            // A project of which the plan tells neither a step nor a status contradicts nothing.
            if (row.StatusAsWritten is null && !steps[row.Id].Any()) continue;
            if (Contradiction(row, [.. steps[row.Id]], issued.FirstDay) is { } expected)
                yield return new PackageFinding(Name, row.At, row.Source, package.ProjectStream(row.Id),
                    $"{row.Schedule.AsWritten ?? $"{row.Schedule.Start}—{row.Schedule.End}"} {row.StatusAsWritten}".Trim(), expected);
        }
    }

    private static string? Contradiction(ProjectRow row, IReadOnlyList<ProgressStep> steps, DateOnly issued)
    {
        var (start, end) = (row.Schedule.Start, row.Schedule.End);
        var (begun, finished) = (steps.Any(ProgressSteps.HasBegun), steps.Any(ProgressSteps.Finishes));
        return (begun, finished) switch
        {
            (_, false) when end?.LastDay < issued => $"已完工：年限止于 {end}，早于印发日期",
            (false, _) when start?.LastDay < issued => $"已开工：年限始于 {start}，早于印发日期",
            (true, _) when start?.FirstDay > issued => $"尚未开工：年限始于 {start}，晚于印发日期",
            _ => null,
        };
    }
}
