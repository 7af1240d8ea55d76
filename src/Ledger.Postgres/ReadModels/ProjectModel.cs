using System.Text.Json;
using Ledger.Domain.Entries;
using Ledger.Domain.Plans;
using Ledger.Domain.Projects;
using Ledger.Domain.Time;
using NpgsqlTypes;

namespace Ledger.Postgres.ReadModels;

/// <summary>The capital projects.</summary>
internal sealed class ProjectModel(EventStore.EventStore store, Basis basis) : BitemporalModel<Project>(store, TableName, basis)
{
    public const string TableName = "projects";

    public override string CodeVersion => "3";

    protected override IReadOnlyList<ModelColumn> Columns { get; } =
    [
        new("category", NpgsqlDbType.Text), new("nature", NpgsqlDbType.Text), new("stage", NpgsqlDbType.Text, Counted: true),
        new("committed", NpgsqlDbType.Boolean), new("search", NpgsqlDbType.Text),
    ];

    protected override (bool Live, object State, string Plan, object?[] Filters) Describe(Project state, string id) => state switch
    {
        Project.Known p => (true, p, p.Plan,
        [
            Code<Category>.Of(p.Scope.Category), p.Scope.Nature is { } nature ? Code<Nature>.Of(nature) : null, Code<Stage>.Of(p.Stage),
            p.Schedule.Committed, Search(p, id),
        ]),
        _ => throw new InvalidOperationException($"A project that is {state.GetType().Name} has no row."),
    };

    protected override object ReadState(byte[] json) => JsonSerializer.Deserialize<Project.Known>(json, LedgerJson.Options)!;

    private static string Search(Project.Known p, string id) =>
        string.Join('\n', new[] { id, p.Name, p.Scope.Facility, p.Scope.ResponsibleUnit }.Concat(p.Scope.Sites).Where(text => text is not null))
            .ToLowerInvariant();
}
