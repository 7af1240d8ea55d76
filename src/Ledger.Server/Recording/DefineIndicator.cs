using System.Text.Json;
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

    /// <summary>The body.</summary>
    public static Shape.Object Shape => field ??= NewThings.ShapeOf<IndicatorEvent.IndicatorDefined>(EntryShapes.Indicator, "NewIndicator");

    /// <summary>The wish of a body.</summary>
    /// <exception cref="JsonException">A number lies outside the range of its unit.</exception>
    public static WishedEntry Wish(JsonElement body) => NewThings.Wish<Indicator, IndicatorEvent.IndicatorDefined>(body, defined => defined.Definition.Plan);

    public static void Map(IEndpointRouteBuilder api) => api.MapNew("/indicators", Operation, () => Shape, Wish);
}
