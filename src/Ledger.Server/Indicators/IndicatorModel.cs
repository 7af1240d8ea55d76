using Ledger.Domain.Indicators;
using Ledger.Domain.Plans;
using Ledger.Postgres.ReadModels;
using Ledger.Server.Api;

namespace Ledger.Server.Indicators;

/// <summary>What the page of an indicator shows.</summary>
/// <param name="Row">The indicator.</param>
/// <param name="Plan">Its plan; null where it is not published at these times.</param>
/// <param name="Entries">Every entry about it, oldest first.</param>
/// <param name="WholeName">Name of the indicator that is the sum of this one and its siblings; null if there is none.</param>
internal sealed record IndicatorModel(
    Row<Indicator.Defined> Row, Row<Plan.Published>? Plan, IReadOnlyList<EntryItem> Entries, string? WholeName);
