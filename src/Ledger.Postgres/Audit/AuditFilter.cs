namespace Ledger.Postgres.Audit;

/// <summary>Which entries are wanted; what is <see langword="null"/> does not restrict.</summary>
/// <param name="Actor">Who recorded it, exactly.</param>
/// <param name="Type">Stored name of the kind of entry.</param>
/// <param name="Plans">Codes of plans whose plan, projects, indicators and findings are meant.</param>
/// <param name="EffectiveFrom">First 业务日期.</param>
/// <param name="EffectiveTo">Last 业务日期.</param>
/// <param name="Flag">Name of a flag that it bears, or <see cref="AnyFlag"/>.</param>
/// <param name="Simulated">Whether it is simulated.</param>
public sealed record AuditFilter(
    string? Actor = null, string? Type = null, IReadOnlyList<string>? Plans = null, DateOnly? EffectiveFrom = null, DateOnly? EffectiveTo = null, string? Flag = null,
    bool? Simulated = null)
{
    /// <summary>Stands for all flags: the entry bears one or more.</summary>
    public const string AnyFlag = "any";

    // Not in SQL: what other programs wrote may be no date, and flags are the domain's.
    internal bool Wants(AuditLine line) =>
        (EffectiveFrom is null || line.Effective?.On >= EffectiveFrom) && (EffectiveTo is null || line.Effective?.On <= EffectiveTo)
        && (Flag is null || (Flag == AnyFlag ? line.Flags.Count > 0 : line.Flags.Contains(Flag)))
        && (Simulated is null || Domain.Simulations.Simulated.IsActor(line.Stored.Actor) == Simulated);
}
