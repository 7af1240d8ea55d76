using Ledger.Domain.Time;

namespace Ledger.Domain.Packages;

/// <summary>A changed package: from when its changes hold, and why.</summary>
/// <param name="On">The day from which they hold.</param>
/// <param name="Reason">What the entries give as their reason.</param>
public sealed record Revision(DateOnly On, string Reason)
{
    /// <summary>The day as an effective date.</summary>
    public EffectiveDate Effective => EffectiveDate.OnDay(On);

    /// <summary>The reason of entries about what the package says no more.</summary>
    public string Gone => $"No longer in the package. {Reason}";

    /// <summary>The reason of entries about what the package says again.</summary>
    public string Back => $"In the package again. {Reason}";
}
