using Ledger.Postgres.Webhooks;
using Ledger.Server.Identity;
using Ledger.Server.Identity.Api;
using Ledger.Server.Web;

namespace Ledger.Server.Webhooks.Api;

/// <summary><c>POST /api/v1/subscriptions/{id}/resume</c></summary>
internal static class ResumeSubscription
{
    private static readonly Operation Operation = new("resumeSubscription", SubscriptionAccess.Tag, "恢复订阅 · Resume a subscription",
        "Goes on behind the last entry acknowledged, at once: also where it was disabled, or waits for its next attempt.", SubscriptionAccess.Id);

    public static void Map(IEndpointRouteBuilder api) => api.Write<SubscriptionItem>("/subscriptions/{id}/resume", Operation, HandleAsync).RequireCaller();

    private static async Task<IResult> HandleAsync(ApiRequest request, HttpContext context, Subscriptions subscriptions)
    {
        var (standing, stop) = await SubscriptionAccess.FindAsync(request, context, Wish.Manage);
        if (standing is null) return stop!;
        await subscriptions.ResumeAsync(standing.Subscription.Id, context.RequiredCaller().AsChanger(), request.Aborted);
        return await SubscriptionAccess.ShowAsync(context, standing.Subscription.Id);
    }
}
