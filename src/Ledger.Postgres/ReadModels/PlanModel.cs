using Ledger.Domain.Entries;
using Ledger.Domain.Plans;

namespace Ledger.Postgres.ReadModels;

/// <summary>The plans.</summary>
internal sealed class PlanModel(EarlierEntries earlier) : BitemporalModel<Plan>(earlier, TableName)
{
    public const string TableName = "plans";

    public override string CodeVersion => "4";

    public override IReadOnlyList<ModelColumn> Columns { get; } =
        [new("region", Counted: true), new("region_code")];

    protected override (bool Live, object State) Shown(Plan state) => state is Plan.Published p ? (true, p) : throw HasNoRow(state);

    protected override string PlanOf(Plan state, string id) => state is Plan.Published ? id : throw HasNoRow(state);

    protected override void Filter(Plan state, string id, CopyBuffer row)
    {
        var document = ((Plan.Published)state).Document;
        row.Add(document.Region);
        row.Add(document.RegionCode);
    }

    protected override string? CountedAs(Plan state) => state is Plan.Published p ? p.Document.Region : null;
}
