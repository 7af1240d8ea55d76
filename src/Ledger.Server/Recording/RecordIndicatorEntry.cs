using Ledger.Domain.Accounts;
using Ledger.Domain.Indicators;
using Ledger.Domain.Time;
using Ledger.Server.Recording.Bodies;
using Ledger.Server.Web;

namespace Ledger.Server.Recording;

/// <summary><c>POST /api/v1/indicators/{id}/entries</c></summary>
internal static class RecordIndicatorEntry
{
    private static readonly Operation Operation = new(
        "recordIndicatorEntry", "Recording", "填报指标 · Record a fact about an indicator",
        "One fact, decided against everything recorded about the indicator, before and after its date. The actor is always the caller, a recorder in the region of the indicator's plan.",
        Parameters.IndicatorId) { Body = () => EntryShapes.Indicator };

    public static void Map(IEndpointRouteBuilder api) => api.MapWrite<Receipt>("/indicators/{id}/entries", Operation, HandleAsync);

    private static async Task<IResult> HandleAsync(WriteRequest request)
    {
        if (await request.ReadAsync(Role.Recorder, EntryShapes.Indicator) is not { } body) return request.Stop!;
        if (request.Event(() => EntryShapes.Read(body)) is not { } @event) return request.Stop!;
        return await request.RecordAsync(new WishedEntry(StreamName.Of<Indicator>(request.Text(Parameters.IndicatorId)), @event));
    }
}
