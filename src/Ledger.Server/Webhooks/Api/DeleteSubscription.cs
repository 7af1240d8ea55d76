using Ledger.Postgres.Webhooks;
using Ledger.Server.Identity;
using Ledger.Server.Identity.Api;
using Ledger.Server.Web;

namespace Ledger.Server.Webhooks.Api;

/// <summary><c>POST /api/v1/subscriptions/{id}/delete</c></summary>
internal static class DeleteSubscription
{
    private static readonly Operation Operation = new("deleteSubscription", SubscriptionAccess.Tag, "删除订阅 · Delete a subscription",
        "Deletes it with its secrets, its log and its dead letters, and answers what it was. That it was there, and what was done to it, stays on record.", SubscriptionAccess.Id);

    public static void Map(IEndpointRouteBuilder api) => api.Write<SubscriptionItem>("/subscriptions/{id}/delete", Operation, HandleAsync).RequireCaller();

    private static async Task<IResult> HandleAsync(ApiRequest request, HttpContext context, Subscriptions subscriptions, TimeProvider clock)
    {
        var (standing, stop) = await SubscriptionAccess.FindAsync(request, context, Wish.Manage);
        if (standing is null) return stop!;
        var gone = await subscriptions.DeleteAsync(standing.Subscription, context.RequiredCaller().AsChanger(), request.Aborted);
        return gone ? IdentityApi.Answer(SubscriptionItem.Of(standing, clock.GetUtcNow())) : Problems.UnknownId("subscription", standing.Subscription.Id).Answer();
    }
}
