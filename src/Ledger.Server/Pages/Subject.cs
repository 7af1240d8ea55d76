using Ledger.Domain.Time;
using Ledger.Postgres.ReadModels;

namespace Ledger.Server.Pages;

/// <summary>What a stream is about.</summary>
/// <param name="Name">Its name; its id where it has none or is not known any more.</param>
/// <param name="Plan">Code of the plan that it belongs to; null where nothing is known of it any more.</param>
internal sealed record Subject(string Name, string? Plan)
{
    /// <summary>What a stream is about, as known at a position.</summary>
    /// <remarks>Whenever it was there: an entry may be about a day on which its project was not yet planned.</remarks>
    public static async Task<Subject> OfAsync(LedgerQueries queries, string stream, long position, CancellationToken ct)
    {
        var (at, id) = (new AsKnown(DateOnly.MaxValue, position), StreamName.IdOf(stream));
        return StreamName.TypeOf(stream) switch
        {
            "project" when await queries.ProjectAsync(at, id, ct) is { State: var project } => new Subject(project.Name, project.Plan),
            "indicator" when await queries.IndicatorAsync(at, id, ct) is { State.Definition: var indicator } => new Subject(indicator.Name, indicator.Plan),
            "plan" when await queries.PlanAsync(at, id, ct) is { State.Document: var plan } => new Subject(plan.Title, plan.Code),
            "finding" when await queries.FindingAsync(at, id, ct) is { State: var finding } => new Subject(finding.Written, finding.Plan),
            _ => new Subject(id, null),
        };
    }
}
