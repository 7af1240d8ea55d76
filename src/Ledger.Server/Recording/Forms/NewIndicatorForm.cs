using Ledger.Domain.Accounts;
using Ledger.Server.Pages;
using Ledger.Server.Web;

namespace Ledger.Server.Recording.Forms;

/// <summary><c>GET</c> and <c>POST /plans/{code}/indicators/new</c>: a plan defines an indicator.</summary>
internal static class NewIndicatorForm
{
    private static readonly Operation Operation = new("newIndicatorPage", "Pages", "", "", Parameters.PlanCode);

    public static void Map(IEndpointRouteBuilder app) => app.MapForm("/plans/{code}/indicators/new", Operation, FindAsync, Role.Recorder);

    private static async Task<Found> FindAsync(ApiRequest request, HttpContext context, RecordOn on)
    {
        var (title, stop) = await on.PlanAsync(request, context);
        var code = request.Values.Text(Parameters.PlanCode)!;
        return title is null ? new Found(null, stop) : new Found(new FormTask
        {
            Title = ("设立指标", "A plan defines an indicator"),
            Subject = title,
            Back = Addresses.Plan(code) + "/indicators",
            Shape = DefineIndicator.Shape,
            Given = new Dictionary<string, string> { ["type"] = "indicator_defined", ["definition.plan"] = code },
            Stored = [],
            Wish = DefineIndicator.Wish,
        }, null);
    }
}
