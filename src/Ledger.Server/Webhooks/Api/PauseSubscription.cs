using Ledger.Postgres.Webhooks;
using Ledger.Server.Identity;
using Ledger.Server.Identity.Api;
using Ledger.Server.Web;

namespace Ledger.Server.Webhooks.Api;

/// <summary><c>POST /api/v1/subscriptions/{id}/pause</c></summary>
internal static class PauseSubscription
{
    private static readonly Operation Operation = new("pauseSubscription", SubscriptionAccess.Tag, "暂停订阅 · Pause a subscription",
        "Nothing is sent until it is resumed; nothing is lost. Pausing what is paused changes nothing.", SubscriptionAccess.Id);

    public static void Map(IEndpointRouteBuilder api) => api.Write<SubscriptionItem>("/subscriptions/{id}/pause", Operation, HandleAsync).RequireCaller();

    private static async Task<IResult> HandleAsync(ApiRequest request, HttpContext context, Subscriptions subscriptions)
    {
        var (standing, stop) = await SubscriptionAccess.FindAsync(request, context, Wish.Manage);
        if (standing is null) return stop!;
        await subscriptions.StopAsync(standing.Subscription.Id, SubscriptionState.Paused, "paused", context.RequiredCaller().AsChanger(), request.Aborted);
        return await SubscriptionAccess.ShowAsync(context, standing.Subscription.Id);
    }
}
