using Ledger.Domain.Indicators;
using Ledger.Domain.Plans;
using Ledger.Postgres.ReadModels;
using Ledger.Server.History;

namespace Ledger.Server.Indicators;

/// <summary>What the page of an indicator shows.</summary>
/// <param name="Row">The indicator.</param>
/// <param name="Plan">The plan that sets it; null where the ledger does not have it.</param>
/// <param name="Entries">The entries known then.</param>
/// <param name="WholeName">Name of the indicator that is the sum of this one and its siblings; null if there is none.</param>
internal sealed record IndicatorModel(
    Row<Indicator.Defined> Row, PlanDocument? Plan, ShownEntries Entries, string? WholeName);
