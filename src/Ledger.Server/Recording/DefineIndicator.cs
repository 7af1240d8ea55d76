using System.Text.Json;
using Ledger.Domain.Accounts;
using Ledger.Domain.Indicators;
using Ledger.Domain.Time;
using Ledger.Server.Recording.Bodies;
using Ledger.Server.Web;

namespace Ledger.Server.Recording;

/// <summary><c>POST /api/v1/indicators</c></summary>
internal static class DefineIndicator
{
    /// <summary>The body.</summary>
    public static Shape.Object Shape { get; } = NewThings.Of(EntryShapes.Indicator.Cases["indicator_defined"], "NewIndicator");

    private static readonly Operation Operation = new(
        "defineIndicator", "Recording", "定义指标 · Record that a plan defines an indicator",
        "The first fact about an indicator. Its id is the plan's code, a point and the slug given. The caller is a recorder in the region of the plan.")
    {
        Body = Shape,
    };

    public static void Map(IEndpointRouteBuilder api) => api.MapWrite<Receipt>("/indicators", Operation, HandleAsync);

    private static async Task<IResult> HandleAsync(WriteRequest request)
    {
        if (await request.ReadAsync(Role.Recorder, Shape) is not { } body) return request.Stop!;
        if (request.Wish(() => Wish(body)) is not { } wish) return request.Stop!;
        return await request.RecordAsync(wish, receipt => $"/api/v1/indicators/{StreamName.IdOf(receipt.Stream)}");
    }

    /// <summary>The wish of a body.</summary>
    public static WishedEntry Wish(JsonElement body)
    {
        var defined = (IndicatorEvent.IndicatorDefined)EntryShapes.Read(body, typeof(IndicatorEvent.IndicatorDefined), NewThings.Id.Name);
        return new WishedEntry(StreamName.Of<Indicator>(NewThings.IdOf(body, defined.Definition.Plan)), defined, MayCreate: true);
    }
}
