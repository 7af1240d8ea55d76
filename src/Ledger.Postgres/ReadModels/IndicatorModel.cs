using Ledger.Domain.Entries;
using Ledger.Domain.Indicators;
using Ledger.Domain.Plans;
using Ledger.Domain.Time;

namespace Ledger.Postgres.ReadModels;

/// <summary>The indicators.</summary>
internal sealed class IndicatorModel(EarlierEntries earlier, Basis basis) : BitemporalModel<Indicator>(earlier, TableName, basis)
{
    public const string TableName = "indicators";

    public override string CodeVersion => "5";

    public override IReadOnlyList<ModelColumn> Columns { get; } =
    [
        new("category"), new("property"), new("facility"), new("search"),
        new("attainment", Counted: true),
    ];

    protected override (bool Live, object State) Shown(Indicator state) => (state is Indicator.Defined, Last(state));

    protected override string PlanOf(Indicator state, string id) => Last(state).Definition.Plan;

    protected override void Filter(Indicator state, string id, CopyBuffer row)
    {
        var i = Last(state);
        row.Add(Code<Category>.Of(i.Definition.Category));
        row.Add(i.Definition.Property is { } property ? Code<Property>.Of(property) : null);
        row.Add(i.Definition.Facility);
        row.Add(string.Join('\n', id, i.Definition.Name, i.Definition.Facility).ToLowerInvariant());
        row.Add(Code<Attainment>.Of(Attainments.Judge(i)));
    }

    protected override string? CountedAs(Indicator state) => state is Indicator.Defined i ? Code<Attainment>.Of(Attainments.Judge(i)) : null;

    private static Indicator.Defined Last(Indicator state) => state switch
    {
        Indicator.Defined i => i,
        Indicator.Retired { Last: var i } => i,
        _ => throw HasNoRow(state),
    };
}
