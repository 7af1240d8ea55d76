using Ledger.Domain.Plans;
using Ledger.Domain.Projects;
using Ledger.Postgres.ReadModels;
using Ledger.Server.History;
using Ledger.Server.Projects.Plane;

namespace Ledger.Server.Projects;

/// <summary>What the page about a project shows.</summary>
/// <param name="Row">The project at the two times.</param>
/// <param name="Plan">The plan that names it; null where the ledger does not have it.</param>
/// <param name="Plane">Both times as a drawing.</param>
/// <param name="Entries">The entries known then.</param>
/// <param name="Differences">What differs between two of its states.</param>
/// <param name="Then">What was believed of the day when it ended; null where nothing was recorded since.</param>
internal sealed record ProjectPageModel(
    Row<Project.Known> Row, PlanDocument? Plan, ProjectPlane Plane, ShownEntries Entries, Differences Differences,
    Belief<Project.Known>? Then);
