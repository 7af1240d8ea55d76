using System.Globalization;
using Ledger.Postgres.Webhooks;
using Ledger.Server.Identity;
using Ledger.Server.Identity.Api;
using Ledger.Server.Web;

namespace Ledger.Server.Webhooks.Api;

/// <summary><c>GET /api/v1/subscriptions/{id}/deliveries</c></summary>
internal static class ListDeliveries
{
    private static readonly Parameter Outcome = Parameter.Of("outcome", "Only attempts with this outcome.", DeliveryOutcome.Refused);

    private static readonly Parameter OfEntry = new("position", ParameterKind.Text, "Only attempts at the entry at this position.") { Example = "1024", MaxLength = 19 };

    private static readonly Operation Operation = new("listDeliveries", SubscriptionAccess.Tag, "投递记录 · The log of deliveries",
        "Every attempt, the newest first; kept for 30 days and 5,000 attempts, unless set otherwise.", SubscriptionAccess.Id, Outcome, OfEntry, SubscriptionAccess.After, Parameters.Limit);

    public static void Map(IEndpointRouteBuilder api) => api.Read<Some<DeliveryItem>>("/subscriptions/{id}/deliveries", Operation, HandleAsync).RequireCaller();

    private static async Task<IResult> HandleAsync(ApiRequest request, HttpContext context, Subscriptions subscriptions)
    {
        var (standing, stop) = await SubscriptionAccess.FindAsync(request, context, Wish.Read);
        if (standing is null) return stop!;
        var (position, limit) = (SubscriptionAccess.AfterNumber(request.Values, OfEntry, -1), request.Values.Number(Parameters.Limit, Parameters.DefaultLimit));
        var (below, outcome) = (SubscriptionAccess.AfterNumber(request.Values, SubscriptionAccess.After, long.MaxValue), request.Values.Code<DeliveryOutcome>(Outcome));
        if (request.Refused()) return request.Stop!;
        var found = await subscriptions.DeliveriesAsync(standing.Subscription.Id, outcome, position < 0 ? null : position, below, limit + 1, request.Aborted);
        return IdentityApi.Answer(new Some<DeliveryItem>(
            [.. found.Take(limit).Select(DeliveryItem.Of)], found.Count > limit ? found[limit - 1].Id.ToString(CultureInfo.InvariantCulture) : null));
    }
}
