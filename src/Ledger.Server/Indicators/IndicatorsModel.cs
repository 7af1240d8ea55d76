using Ledger.Domain.Indicators;
using Ledger.Domain.Plans;
using Ledger.Postgres.ReadModels;

namespace Ledger.Server.Indicators;

/// <summary>What the page of a plan's indicators shows.</summary>
/// <param name="Plan">The plan.</param>
/// <param name="Groups">The indicators by the school that they measure; those of the whole plan first, under null.</param>
/// <param name="Total">How many there are.</param>
/// <param name="Next">The cursor of the next page; null on the last one.</param>
internal sealed record IndicatorsModel(
    Row<Plan.Published> Plan, IReadOnlyList<IGrouping<string?, Row<Indicator.Defined>>> Groups, long Total, string? Next);
