using System.Text.Json;
using Ledger.Domain.Entries;
using Ledger.Domain.Findings;
using NpgsqlTypes;

namespace Ledger.Postgres.ReadModels;

/// <summary>What the documents get wrong.</summary>
internal sealed class FindingModel(EventStore.EventStore store) : BitemporalModel<Finding>(store, TableName)
{
    public const string TableName = "findings";

    public override string CodeVersion => "2";

    protected override IReadOnlyList<ModelColumn> Columns { get; } = [new("rule", NpgsqlDbType.Text, Counted: true)];

    protected override (bool Live, object State, string Plan, object?[] Filters) Describe(Finding state, string id) => state switch
    {
        Finding.Open f => (true, f, f.Plan, [f.Rule]),
        Finding.Withdrawn { Last: var f } => (false, f, f.Plan, [f.Rule]),
        _ => throw new InvalidOperationException($"A finding that is {state.GetType().Name} has no row."),
    };

    protected override object ReadState(byte[] json) => JsonSerializer.Deserialize<Finding.Open>(json, LedgerJson.Options)!;
}
