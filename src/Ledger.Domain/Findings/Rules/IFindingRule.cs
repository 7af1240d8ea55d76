using Ledger.Domain.Packages;

namespace Ledger.Domain.Findings.Rules;

/// <summary>A rule that finds one kind of thing that documents get wrong or leave open. Pure; it never repairs.</summary>
public interface IFindingRule
{
    /// <summary>Its stable name: lower-case words joined by dashes. Stored with every finding.</summary>
    string Name { get; }

    /// <summary>What it finds, in the order of the package's rows.</summary>
    /// <param name="package">The package, well-formed.</param>
    IEnumerable<PackageFinding> Find(PlanPackage package);
}
