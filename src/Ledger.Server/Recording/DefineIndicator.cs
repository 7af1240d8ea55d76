using Ledger.Domain.Indicators;
using Ledger.Server.Recording.Bodies;
using Ledger.Server.Web;

namespace Ledger.Server.Recording;

/// <summary><c>POST /api/v1/indicators</c></summary>
internal static class DefineIndicator
{
    private static readonly Operation Operation = new(
        "defineIndicator", "Recording", "定义指标 · Record that a plan defines an indicator",
        "The first fact about an indicator. Its id is the plan's code, a point and the slug given. The caller is a recorder in the region of the plan.");

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapNew<Indicator, IndicatorEvent.IndicatorDefined>("/indicators", Operation, "NewIndicator", EntryShapes.Indicator, defined => defined.Definition.Plan);
}
