using Ledger.Postgres.Webhooks;
using Ledger.Server.Identity;
using Ledger.Server.Identity.Api;
using Ledger.Server.Web;

namespace Ledger.Server.Webhooks.Api;

/// <summary><c>GET /api/v1/subscriptions</c></summary>
internal static class ListSubscriptions
{
    private static readonly Operation Operation = new("listSubscriptions", SubscriptionAccess.Tag, "列出订阅 · List subscriptions",
        "One's own subscriptions; for administrators and supervisors those of all. In order of id.", SubscriptionAccess.After, Parameters.Limit);

    public static void Map(IEndpointRouteBuilder api) => api.Read<Some<SubscriptionItem>>("/subscriptions", Operation, HandleAsync).RequireCaller();

    private static async Task<IResult> HandleAsync(ApiRequest request, HttpContext context, Subscriptions subscriptions, TimeProvider clock)
    {
        var (after, limit) = (request.Values.Text(SubscriptionAccess.After) ?? "", request.Values.Number(Parameters.Limit, Parameters.DefaultLimit));
        if (request.Refused()) return request.Stop!;
        var caller = context.RequiredCaller();
        var found = await subscriptions.ListAsync(caller.SeesAll() ? null : caller.Owner, after, limit + 1, request.Aborted);
        var now = clock.GetUtcNow();
        return IdentityApi.Answer(new Some<SubscriptionItem>(
            [.. found.Take(limit).Select(one => SubscriptionItem.Of(one, now))], found.Count > limit ? found[limit - 1].Subscription.Id : null));
    }
}
