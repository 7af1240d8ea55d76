using Ledger.Postgres.Webhooks;
using Ledger.Server.Identity;
using Ledger.Server.Identity.Api;
using Ledger.Server.Web;

namespace Ledger.Server.Webhooks.Api;

/// <summary><c>POST /api/v1/subscriptions/{id}/dead-letters/{position}/replay</c></summary>
internal static class ReplayDeadLetter
{
    private static readonly Operation Operation = new("replayDeadLetter", SubscriptionAccess.Tag, "重投一条 · Send a dead letter once more",
        "Asks for one more attempt. Where it fails, the entry stays a dead letter.", SubscriptionAccess.Id, SubscriptionAccess.Position);

    public static void Map(IEndpointRouteBuilder api) => api.Write<SettledItem>("/subscriptions/{id}/dead-letters/{position}/replay", Operation, HandleAsync).RequireCaller();

    private static async Task<IResult> HandleAsync(ApiRequest request, HttpContext context, DeadLetterDesk desk)
    {
        var (standing, stop) = await SubscriptionAccess.FindAsync(request, context, Wish.Manage);
        if (standing is null) return stop!;
        return await desk.SettleAsync(request, context, standing.Subscription.Id, SubscriptionAccess.AfterNumber(request.Values, SubscriptionAccess.Position, -1), DeadLetterState.Requested);
    }
}
