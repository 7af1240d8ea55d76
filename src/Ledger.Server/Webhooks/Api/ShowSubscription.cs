using Ledger.Server.Identity;
using Ledger.Server.Identity.Api;
using Ledger.Server.Web;

namespace Ledger.Server.Webhooks.Api;

/// <summary><c>GET /api/v1/subscriptions/{id}</c></summary>
internal static class ShowSubscription
{
    private static readonly Operation Operation = new("showSubscription", SubscriptionAccess.Tag, "查看订阅 · Show a subscription",
        "How far it is, what stands in its way, and when it is tried again.", SubscriptionAccess.Id);

    public static void Map(IEndpointRouteBuilder api) => api.Read<SubscriptionItem>("/subscriptions/{id}", Operation, HandleAsync).RequireCaller();

    private static async Task<IResult> HandleAsync(ApiRequest request, HttpContext context, TimeProvider clock)
    {
        var (standing, stop) = await SubscriptionAccess.FindAsync(request, context, Wish.Read);
        return standing is null ? stop! : IdentityApi.Answer(SubscriptionItem.Of(standing, clock.GetUtcNow()));
    }
}
