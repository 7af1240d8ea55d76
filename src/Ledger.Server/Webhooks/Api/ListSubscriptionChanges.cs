using System.Globalization;
using Ledger.Domain.Accounts;
using Ledger.Postgres.Webhooks;
using Ledger.Server.Identity;
using Ledger.Server.Identity.Api;
using Ledger.Server.Web;

namespace Ledger.Server.Webhooks.Api;

/// <summary><c>GET /api/v1/subscriptions/changes</c></summary>
internal static class ListSubscriptionChanges
{
    private static readonly Parameter Of = new("subscription", ParameterKind.Text, "Only what was done to this one.") { Example = "wh4k7tq2zxw6ms5b", MaxLength = 64 };

    private static readonly Operation Operation = new("listSubscriptionChanges", SubscriptionAccess.Tag, "订阅变更记录 · What was done to subscriptions",
        "Who made, changed, paused, resumed, replayed, rotated or deleted which subscription: the newest first, also of those that are gone.", Of, SubscriptionAccess.After, Parameters.Limit);

    public static void Map(IEndpointRouteBuilder api) =>
        api.Read<Some<SubscriptionChangeItem>>("/subscriptions/changes", Operation, HandleAsync).RequireRole(Role.Supervisor, Role.Administrator);

    private static async Task<IResult> HandleAsync(ApiRequest request, Subscriptions subscriptions)
    {
        var (id, limit) = (request.Values.Text(Of), request.Values.Number(Parameters.Limit, Parameters.DefaultLimit));
        var below = SubscriptionAccess.AfterNumber(request.Values, SubscriptionAccess.After, long.MaxValue);
        if (request.Refused()) return request.Stop!;
        var found = await subscriptions.ChangesAsync(id, below, limit + 1, request.Aborted);
        return IdentityApi.Answer(new Some<SubscriptionChangeItem>(
            [.. found.Take(limit).Select(SubscriptionChangeItem.Of)], found.Count > limit ? found[limit - 1].Id.ToString(CultureInfo.InvariantCulture) : null));
    }
}
