using Ledger.Domain.Entries;
using Ledger.Domain.Plans;
using Ledger.Domain.Projects;
using Ledger.Domain.Time;

namespace Ledger.Postgres.ReadModels;

/// <summary>The capital projects.</summary>
internal sealed class ProjectModel(EarlierEntries earlier, Basis basis) : BitemporalModel<Project>(earlier, TableName, basis)
{
    public const string TableName = "projects";

    public override string CodeVersion => "4";

    public override IReadOnlyList<ModelColumn> Columns { get; } =
    [
        new("category"), new("nature"), new("stage", Counted: true),
        new("committed"), new("search"),
    ];

    protected override (bool Live, object State) Shown(Project state) => state is Project.Known p ? (true, p) : throw HasNoRow(state);

    protected override string PlanOf(Project state, string id) => state is Project.Known p ? p.Plan : throw HasNoRow(state);

    protected override void Filter(Project state, string id, CopyBuffer row)
    {
        var p = (Project.Known)state;
        row.Add(Code<Category>.Of(p.Scope.Category));
        row.Add(p.Scope.Nature is { } nature ? Code<Nature>.Of(nature) : null);
        row.Add(Code<Stage>.Of(p.Stage));
        if (p.Schedule.Committed is { } committed) row.Add(committed);
        else row.Null();
        var begun = row.Begin();
        Search(row, id);
        Search(row, p.Name);
        Search(row, p.Scope.Facility);
        Search(row, p.Scope.ResponsibleUnit);
        foreach (var site in p.Scope.Sites) Search(row, site);
        row.End(begun);
    }

    protected override string? CountedAs(Project state) => state is Project.Known p ? Code<Stage>.Of(p.Stage) : null;

    // One line each, in small letters.
    private static void Search(CopyBuffer row, string? text)
    {
        if (text is null) return;
        row.Write(text.ToLowerInvariant());
        row.Write("\n");
    }
}
