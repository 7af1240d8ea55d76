using Ledger.Postgres.Webhooks;
using Ledger.Server.Identity;
using Ledger.Server.Identity.Api;
using Ledger.Server.Web;

namespace Ledger.Server.Webhooks.Api;

/// <summary><c>POST /api/v1/subscriptions/{id}/dead-letters/replay</c></summary>
internal static class ReplayDeadLetters
{
    private static readonly Operation Operation = new("replayDeadLetters", SubscriptionAccess.Tag, "重投全部 · Send all dead letters once more",
        "Asks for one more attempt at each dead letter that waits, in order of position, with the same `webhook-id` as before.", SubscriptionAccess.Id);

    public static void Map(IEndpointRouteBuilder api) => api.Write<SettledItem>("/subscriptions/{id}/dead-letters/replay", Operation, HandleAsync).RequireCaller();

    private static async Task<IResult> HandleAsync(ApiRequest request, HttpContext context, DeadLetterDesk desk)
    {
        var (standing, stop) = await SubscriptionAccess.FindAsync(request, context, Wish.Manage);
        if (standing is null) return stop!;
        return await desk.SettleAsync(request, context, standing.Subscription.Id, null, DeadLetterState.Requested);
    }
}
