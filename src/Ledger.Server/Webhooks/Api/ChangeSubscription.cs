using Ledger.Postgres.Webhooks;
using Ledger.Server.Identity;
using Ledger.Server.Identity.Api;
using Ledger.Server.Web;

namespace Ledger.Server.Webhooks.Api;

/// <summary><c>POST /api/v1/subscriptions/{id}/change</c></summary>
internal static class ChangeSubscription
{
    private static readonly Operation Operation = new("changeSubscription", SubscriptionAccess.Tag, "修改订阅 · Change a subscription",
        "Gives it another name, address or filter; what was acknowledged stays so.", SubscriptionAccess.Id);

    public static void Map(IEndpointRouteBuilder api) => api.Write<SubscriptionItem>("/subscriptions/{id}/change", Operation, HandleAsync, typeof(ChangeBody)).RequireCaller();

    private static async Task<IResult> HandleAsync(ApiRequest request, HttpContext context, Subscriptions subscriptions, TargetInput input)
    {
        var (standing, stop) = await SubscriptionAccess.FindAsync(request, context, Wish.Own);
        if (standing is null) return stop!;
        var (body, unread) = await Body.ReadAsync<ChangeBody>(context);
        if (body is null) return unread!;
        var (errors, was) = (new List<ParameterError>(), standing.Subscription.Target);
        var filter = body.Filter?.Read(errors) ?? was.Filter;
        if (await input.ReadAsync(body.Name ?? was.Name, body.Url ?? was.Url, filter, errors, request.Aborted) is not { } target) return Problems.InvalidBody(errors).Answer();
        await subscriptions.EditAsync(standing.Subscription.Id, target, context.RequiredCaller().AsChanger(), request.Aborted);
        return await SubscriptionAccess.ShowAsync(context, standing.Subscription.Id);
    }
}
