namespace Ledger.Postgres.Audit;

/// <summary>The part of the log that is looked through.</summary>
/// <param name="After">The position before the first one.</param>
/// <param name="UpTo">The last position.</param>
/// <param name="NewestFirst">From which end.</param>
public readonly record struct AuditRange(long After, long UpTo, bool NewestFirst)
{
    /// <summary>Whether there is nothing in it.</summary>
    public bool IsEmpty => After >= UpTo;

    /// <summary>What is left of it once everything up to a position, seen from its beginning, has been looked at.</summary>
    /// <param name="position">The position; 0 for the whole range.</param>
    public AuditRange Beyond(long position) => (position, NewestFirst) switch
    {
        (0, _) => this,
        (_, true) => this with { UpTo = Math.Min(UpTo, position - 1) },
        (_, false) => this with { After = Math.Max(After, position) },
    };

    /// <summary>Its first positions.</summary>
    internal AuditRange Window(long positions) => NewestFirst
        ? this with { After = Math.Max(After, UpTo - positions) }
        : this with { UpTo = Math.Min(UpTo, After + positions) };

    /// <summary>The position that is looked at last.</summary>
    internal long Last => NewestFirst ? After + 1 : UpTo;
}
