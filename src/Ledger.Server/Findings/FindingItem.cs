using System.ComponentModel;
using Ledger.Domain.Findings;
using Ledger.Domain.Time;
using Ledger.Postgres.ReadModels;
using Ledger.Server.Api;
using Ledger.Server.Web;

namespace Ledger.Server.Findings;

/// <summary>What a finding is about.</summary>
[Description("What a finding is about.")]
internal sealed record SubjectItem(
    [property: Description("Kind of thing: plan, project or indicator.")] string Kind,
    [property: Description("Id of the thing.")] string Id);

/// <summary>A finding in a listing.</summary>
[Description("A finding: what a document gets wrong or leaves open. The figures stay as written.")]
internal sealed record FindingItem(
    [property: Description("Id of the finding.")] string Id,
    [property: Description("Code of the plan.")] string Plan,
    [property: Description("Name of the rule that found it.")] string Rule,
    SubjectItem Subject,
    [property: Description("What the document says.")] string Written,
    [property: Description("What was expected instead.")] string Expected,
    [property: Description(Describe.Source)] SourceItem? Source,
    [property: Description("The other place, where two places contradict each other.")] SourceItem? Other,
    [property: Description(Describe.EffectiveFrom)] DateOnly EffectiveFrom,
    [property: Description(Describe.RecordedAt)] DateTimeOffset RecordedAt,
    [property: Description(Describe.Version)] long Version)
{
    public static FindingItem Of(Row<Finding.Open> row) => new(
        row.Id, row.State.Plan, row.State.Rule, new SubjectItem(StreamName.TypeOf(row.State.Subject), StreamName.IdOf(row.State.Subject)),
        row.State.Written, row.State.Expected, SourceItem.Of(row.State.Source), SourceItem.Of(row.State.Other),
        row.EffectiveFrom, row.RecordedAt, row.Version);
}
