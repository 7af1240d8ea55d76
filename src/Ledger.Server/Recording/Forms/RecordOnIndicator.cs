using Ledger.Domain.Accounts;
using Ledger.Domain.Indicators;
using Ledger.Domain.Time;
using Ledger.Server.Recording.Bodies;
using Ledger.Server.Web;

namespace Ledger.Server.Recording.Forms;

/// <summary><c>GET</c> and <c>POST /indicators/{id}/record</c>: a fact about an indicator, chosen and recorded.</summary>
internal static class RecordOnIndicator
{
    private static readonly Parameter Type = new("type", ParameterKind.Code, "Kind of fact; without it, the choice of kinds.") { Values = [.. EntryShapes.NamesOf(typeof(IndicatorEvent))] };

    private static readonly Operation Operation = new("recordIndicatorPage", "Pages", "", "", Parameters.IndicatorId, Type);

    public static void Map(IEndpointRouteBuilder app) => app.MapForm("/indicators/{id}/record", Operation, FindAsync, Role.Recorder);

    private static Task<Found> FindAsync(ApiRequest request, HttpContext context, RecordOn on) =>
        on.FactAsync(request, context, StreamName.Of<Indicator>(request.Values.Text(Parameters.IndicatorId)!), Type, EntryShapes.Indicator);
}
