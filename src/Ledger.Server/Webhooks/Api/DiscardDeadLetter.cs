using Ledger.Postgres.Webhooks;
using Ledger.Server.Identity;
using Ledger.Server.Identity.Api;
using Ledger.Server.Web;

namespace Ledger.Server.Webhooks.Api;

/// <summary><c>POST /api/v1/subscriptions/{id}/dead-letters/{position}/discard</c></summary>
internal static class DiscardDeadLetter
{
    private static readonly Operation Operation = new("discardDeadLetter", SubscriptionAccess.Tag, "丢弃一条 · Discard a dead letter",
        "Says that the entry is not needed. It stays in the ledger, and on this list for a while.", SubscriptionAccess.Id, SubscriptionAccess.Position);

    public static void Map(IEndpointRouteBuilder api) => api.Write<SettledItem>("/subscriptions/{id}/dead-letters/{position}/discard", Operation, HandleAsync).RequireCaller();

    private static async Task<IResult> HandleAsync(ApiRequest request, HttpContext context, DeadLetterDesk desk)
    {
        var (standing, stop) = await SubscriptionAccess.FindAsync(request, context, Wish.Manage);
        if (standing is null) return stop!;
        return await desk.SettleAsync(request, context, standing.Subscription.Id, SubscriptionAccess.AfterNumber(request.Values, SubscriptionAccess.Position, -1), DeadLetterState.Discarded);
    }
}
