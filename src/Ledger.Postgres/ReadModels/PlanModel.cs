using System.Text.Json;
using Ledger.Domain.Entries;
using Ledger.Domain.Plans;
using NpgsqlTypes;

namespace Ledger.Postgres.ReadModels;

/// <summary>The plans.</summary>
internal sealed class PlanModel(EventStore.EventStore store) : BitemporalModel<Plan>(store, TableName)
{
    public const string TableName = "plans";

    public override string CodeVersion => "3";

    protected override IReadOnlyList<ModelColumn> Columns { get; } =
        [new("region", NpgsqlDbType.Text, Counted: true), new("region_code", NpgsqlDbType.Text)];

    protected override (bool Live, object State, string Plan, object?[] Filters) Describe(Plan state, string id) => state switch
    {
        Plan.Published p => (true, p, id, [p.Document.Region, p.Document.RegionCode]),
        _ => throw new InvalidOperationException($"A plan that is {state.GetType().Name} has no row."),
    };

    protected override object ReadState(byte[] json) => JsonSerializer.Deserialize<Plan.Published>(json, LedgerJson.Options)!;
}
