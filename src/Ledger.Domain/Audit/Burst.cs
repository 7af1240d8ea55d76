namespace Ledger.Domain.Audit;

/// <summary>More than 30 entries of one actor within a minute: marks those from the 31st on; not those of the program itself.</summary>
/// <remarks>
/// Reason: nobody reads and types that fast. A key that a program uses may well do so, and then its owner can say which program;
/// a person's name on a burst means a script, or somebody else's hands. An import or a first start is known to be a program.
/// </remarks>
public sealed class Burst : IAuditFlag
{
    /// <summary>How many entries within a minute are nothing special.</summary>
    public const int Most = 30;

    /// <summary>How long the minute is.</summary>
    public static readonly TimeSpan Within = TimeSpan.FromMinutes(1);

    /// <inheritdoc />
    public string Name => "burst";

    /// <inheritdoc />
    public bool Marks(AuditedEntry entry, AuditHistory history) =>
        !entry.BySystem && history.BurstBegan is { } began && entry.RecordedAt - began <= Within;
}
