using Ledger.Domain.Plans;

namespace Ledger.Server.Import;

/// <summary>What <c>datapackage.json</c> says.</summary>
/// <param name="Document">The plan.</param>
/// <param name="RevisedOn">From when the changes of a changed package hold.</param>
/// <param name="Line">The line on which the plan is described.</param>
/// <param name="Resources">Path and fields of each resource, by its name.</param>
internal sealed record PackageManifest(
    PlanDocument Document,
    DateOnly? RevisedOn,
    int Line,
    IReadOnlyDictionary<string, PackageResource> Resources);

/// <summary>One file of the package.</summary>
/// <param name="Path">Relative to the folder.</param>
/// <param name="Fields">The columns that its schema declares, in order; null where it has no schema.</param>
internal sealed record PackageResource(string Path, IReadOnlyList<string>? Fields);
