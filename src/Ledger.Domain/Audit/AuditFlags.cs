namespace Ledger.Domain.Audit;

/// <summary>All flags.</summary>
public static class AuditFlags
{
    /// <summary>Every flag, in the order of the reference.</summary>
    public static IReadOnlyList<IAuditFlag> All { get; } =
    [
        new BackDated30Days(),
        new CorrectedTwice(),
        new OutsideWorkingHours(),
        new ProgressJumps(),
        new ProgressFalls(),
        new Burst(),
        new InClosedPeriod(),
        new ReviewedWithinAMinute(),
        new ReviewedBySameOwner(),
        new CompletedWithoutEvidence(),
        new FigureChangedAfterEvaluation(),
    ];

    /// <summary>Names of all flags, in the order of the reference.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(flag => flag.Name)];

    /// <summary>Names of the flags that an entry bears, in the order of the reference.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="history">What was in the ledger before it.</param>
    public static IReadOnlyList<string> Of(AuditedEntry entry, AuditHistory history) =>
        [.. All.Where(flag => flag.Marks(entry, history)).Select(flag => flag.Name)];
}
