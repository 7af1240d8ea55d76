using Ledger.Postgres.Webhooks;
using Ledger.Server.Identity;
using Ledger.Server.Identity.Api;
using Ledger.Server.Web;

namespace Ledger.Server.Webhooks.Api;

/// <summary><c>POST /api/v1/subscriptions/{id}/replay</c></summary>
internal static class ReplaySubscription
{
    private static readonly Operation Operation = new("replaySubscription", SubscriptionAccess.Tag, "重放 · Replay from a position",
        "Begins again after a position. Entries that were delivered before come again with the same `webhook-id`, so that a receiver tells them by it.", SubscriptionAccess.Id);

    public static void Map(IEndpointRouteBuilder api) => api.Write<SubscriptionItem>("/subscriptions/{id}/replay", Operation, HandleAsync, typeof(ReplayBody)).RequireCaller();

    private static async Task<IResult> HandleAsync(ApiRequest request, HttpContext context, Subscriptions subscriptions, TargetInput input)
    {
        var (standing, stop) = await SubscriptionAccess.FindAsync(request, context, Wish.Manage);
        if (standing is null) return stop!;
        var (body, unread) = await Body.ReadAsync<ReplayBody>(context);
        if (body is null) return unread!;
        var errors = new List<ParameterError>();
        if (await input.AfterAsync(body.After, errors, request.Aborted) is not { } after) return Problems.InvalidBody(errors).Answer();
        await subscriptions.RewindAsync(standing.Subscription.Id, after, context.RequiredCaller().AsChanger(), request.Aborted);
        return await SubscriptionAccess.ShowAsync(context, standing.Subscription.Id);
    }
}
