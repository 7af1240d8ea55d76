using Ledger.Domain.Findings;
using Ledger.Domain.Plans;
using Ledger.Postgres.ReadModels;

namespace Ledger.Server.Findings;

/// <summary>What the page of findings shows.</summary>
/// <param name="Plan">The plan.</param>
/// <param name="Groups">The findings by rule, in the order of the rules' reference.</param>
/// <param name="Names">Names of what they are about, by stream.</param>
/// <param name="Total">How many there are.</param>
/// <param name="Next">The cursor of the next page; null on the last one.</param>
internal sealed record FindingsModel(
    Row<Plan.Published> Plan, IReadOnlyList<IGrouping<string, Row<Finding.Open>>> Groups, IReadOnlyDictionary<string, string> Names, long Total, string? Next);
