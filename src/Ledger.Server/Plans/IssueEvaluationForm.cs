using Ledger.Domain.Accounts;
using Ledger.Server.Pages;
using Ledger.Server.Recording.Forms;
using Ledger.Server.Web;

namespace Ledger.Server.Plans;

/// <summary><c>GET</c> and <c>POST /plans/{code}/evaluations</c>: an evaluation of a plan was issued; and which were.</summary>
internal static class IssueEvaluationForm
{
    private static readonly Operation Operation = new("evaluationsPage", "Pages", "", "", Parameters.PlanCode);

    public static void Map(IEndpointRouteBuilder app) => app.MapForm("/plans/{code}/evaluations", Operation, FindAsync, Role.Reviewer);

    private static Task<Found> FindAsync(ApiRequest request, HttpContext context, RecordOn on) => on.AboutPlanAsync(request, context, (code, title, stored) => new FormTask
    {
        Title = ("评估发布", "An evaluation was issued"),
        Subject = title,
        Back = Addresses.Plan(code),
        Next = FormAddresses.Evaluations(code),
        Note = ("业务日期是报告印发的日子，来源是报告本身。此后更改报告所评数值的记录，审计中会标出。",
            "The effective date is the day of issue, the source the report itself. The audit marks what later changes a figure of which the report speaks."),
        Shape = IssueEvaluation.Shape,
        // A report is issued on a day; nobody only saw it issued by then.
        Given = new Dictionary<string, string> { ["type"] = IssueEvaluation.Type, ["observed"] = "false" },
        NeedsSource = true,
        TakesEvidence = false,
        Stored = stored,
        ShowsEarlier = IssueEvaluation.Type,
        Wish = body => IssueEvaluation.Wish(code, body),
    });
}
