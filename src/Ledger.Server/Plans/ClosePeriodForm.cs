using Ledger.Domain.Accounts;
using Ledger.Server.Pages;
using Ledger.Server.Recording.Forms;
using Ledger.Server.Web;

namespace Ledger.Server.Plans;

/// <summary><c>GET</c> and <c>POST /plans/{code}/periods</c>: a period of a plan is closed; and which are.</summary>
internal static class ClosePeriodForm
{
    private static readonly Operation Operation = new("periodsPage", "Pages", "", "", Parameters.PlanCode);

    public static void Map(IEndpointRouteBuilder app) => app.MapForm("/plans/{code}/periods", Operation, FindAsync, Role.Reviewer);

    private static Task<Found> FindAsync(ApiRequest request, HttpContext context, RecordOn on) => on.AboutPlanAsync(request, context, (code, title, stored) => new FormTask
    {
        Title = ("关账", "Close a period"),
        Subject = title,
        Back = Addresses.Plan(code),
        Next = FormAddresses.Periods(code),
        Note = ("关账之后，业务日期落在该时期内的记录须写明理由，并一直标为迟报。作废关账即重新打开该时期。",
            "From then on, what is recorded and holds within the period needs a reason and is late for ever. Voiding the closing opens the period again."),
        Shape = ClosePeriod.Shape,
        TakesEvidence = false,
        Stored = stored,
        ShowsEarlier = ClosePeriod.Type,
        Wish = body => ClosePeriod.Wish(code, body, request.Today),
    });
}
