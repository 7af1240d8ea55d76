using Ledger.Domain.Entries;
using Ledger.Domain.Findings;

namespace Ledger.Postgres.ReadModels;

/// <summary>What the documents get wrong.</summary>
internal sealed class FindingModel(EarlierEntries earlier) : BitemporalModel<Finding>(earlier, TableName)
{
    public const string TableName = "findings";

    public override string CodeVersion => "3";

    public override IReadOnlyList<ModelColumn> Columns { get; } = [new("rule", Counted: true)];

    protected override (bool Live, object State) Shown(Finding state) => (state is Finding.Open, Last(state));

    protected override string PlanOf(Finding state, string id) => Last(state).Plan;

    protected override void Filter(Finding state, string id, CopyBuffer row) => row.Add(Last(state).Rule);

    protected override string? CountedAs(Finding state) => state is Finding.Open f ? f.Rule : null;

    private static Finding.Open Last(Finding state) => state switch
    {
        Finding.Open f => f,
        Finding.Withdrawn { Last: var f } => f,
        _ => throw HasNoRow(state),
    };
}
