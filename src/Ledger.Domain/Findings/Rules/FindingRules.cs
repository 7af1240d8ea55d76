using Ledger.Domain.Packages;

namespace Ledger.Domain.Findings.Rules;

/// <summary>All rules.</summary>
public static class FindingRules
{
    /// <summary>
    /// Goes up whenever any rule finds something else in the same package: an import of the same bytes by a program with
    /// other rules looks again.
    /// </summary>
    public const int Version = 1;

    /// <summary>Every rule, in the order of the reference.</summary>
    public static IReadOnlyList<IFindingRule> All { get; } =
    [
        new NoIssueDate(),
        new UnitContradictsValue(),
        new MissingUnit(),
        new ConflictingFigures(),
        new ChangeMismatch(),
        new PercentForPercentagePoints(),
        new TotalMismatch(),
        new MissingFigure(),
        new FigureInWords(),
        new InexactTarget(),
        new TargetAlreadyPast(),
        new InconsistentDash(),
        new CommittedBeyondPeriod(),
        new UncommittedWithinPeriod(),
        new NatureContradictsName(),
        new NatureContradictsContents(),
        new DuplicateNumber(),
        new ScheduleContradictsStatus(),
    ];

    /// <summary>What all rules find in a package; each finding once.</summary>
    public static IReadOnlyList<PackageFinding> Apply(PlanPackage package) =>
        [.. All.SelectMany(rule => rule.Find(package)).DistinctBy(found => found.Key)];
}
