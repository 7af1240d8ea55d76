using System.Globalization;
using Ledger.Postgres.Webhooks;
using Ledger.Server.Identity;
using Ledger.Server.Identity.Api;
using Ledger.Server.Web;

namespace Ledger.Server.Webhooks.Api;

/// <summary><c>GET /api/v1/subscriptions/{id}/dead-letters</c></summary>
internal static class ListDeadLetters
{
    private static readonly Parameter State = Parameter.Of("state", "Only those in this state.", DeadLetterState.Waiting);

    private static readonly Operation Operation = new("listDeadLetters", SubscriptionAccess.Tag, "未能投递的条目 · Dead letters",
        "Entries that were given up, in order of position. Those replayed or discarded are kept for a while.", SubscriptionAccess.Id, State, SubscriptionAccess.After, Parameters.Limit);

    public static void Map(IEndpointRouteBuilder api) => api.Read<Some<DeadLetterItem>>("/subscriptions/{id}/dead-letters", Operation, HandleAsync).RequireCaller();

    private static async Task<IResult> HandleAsync(ApiRequest request, HttpContext context, Subscriptions subscriptions)
    {
        var (standing, stop) = await SubscriptionAccess.FindAsync(request, context, Wish.Read);
        if (standing is null) return stop!;
        var (limit, state) = (request.Values.Number(Parameters.Limit, Parameters.DefaultLimit), request.Values.Code<DeadLetterState>(State));
        var after = SubscriptionAccess.AfterNumber(request.Values, SubscriptionAccess.After, 0);
        if (request.Refused()) return request.Stop!;
        var found = await subscriptions.DeadLettersAsync(standing.Subscription.Id, state, after, limit + 1, request.Aborted);
        return IdentityApi.Answer(new Some<DeadLetterItem>(
            [.. found.Take(limit).Select(DeadLetterItem.Of)], found.Count > limit ? found[limit - 1].Position.ToString(CultureInfo.InvariantCulture) : null));
    }
}
