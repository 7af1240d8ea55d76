using System.Text.Json;
using Ledger.Domain.Entries;
using Ledger.Domain.Indicators;
using Ledger.Domain.Plans;
using Ledger.Domain.Time;
using NpgsqlTypes;

namespace Ledger.Postgres.ReadModels;

/// <summary>The indicators.</summary>
internal sealed class IndicatorModel(EventStore.EventStore store, Basis basis) : BitemporalModel<Indicator>(store, TableName, basis)
{
    public const string TableName = "indicators";

    public override string CodeVersion => "4";

    protected override IReadOnlyList<ModelColumn> Columns { get; } =
    [
        new("category", NpgsqlDbType.Text), new("property", NpgsqlDbType.Text), new("facility", NpgsqlDbType.Text), new("search", NpgsqlDbType.Text),
        new("attainment", NpgsqlDbType.Text, Counted: true),
    ];

    protected override (bool Live, object State, string Plan, object?[] Filters) Describe(Indicator state, string id) => state switch
    {
        Indicator.Defined i => (true, i, i.Definition.Plan, Filters(i, id)),
        Indicator.Retired { Last: var i } => (false, i, i.Definition.Plan, Filters(i, id)),
        _ => throw new InvalidOperationException($"An indicator that is {state.GetType().Name} has no row."),
    };

    protected override object ReadState(byte[] json) => JsonSerializer.Deserialize<Indicator.Defined>(json, LedgerJson.Options)!;

    private static object?[] Filters(Indicator.Defined i, string id) =>
    [
        Code<Category>.Of(i.Definition.Category), i.Definition.Property is { } property ? Code<Property>.Of(property) : null,
        i.Definition.Facility, string.Join('\n', id, i.Definition.Name, i.Definition.Facility).ToLowerInvariant(),
        Code<Attainment>.Of(Attainments.Judge(i)),
    ];
}
