using Ledger.Server.Identity;
using Ledger.Server.Identity.Api;
using Ledger.Server.Web;

namespace Ledger.Server.Webhooks.Api;

/// <summary><c>POST /api/v1/subscriptions/{id}/rotate</c></summary>
internal static class RotateSecret
{
    private static readonly Operation Operation = new("rotateSubscriptionSecret", SubscriptionAccess.Tag, "更换密钥 · Rotate the secret",
        "Makes a new secret, shown in this answer only. Until the overlap ends, every delivery carries a signature by the former one too.", SubscriptionAccess.Id);

    public static void Map(IEndpointRouteBuilder api) => api.Write<SubscriptionItem>("/subscriptions/{id}/rotate", Operation, HandleAsync, typeof(RotateBody)).RequireCaller();

    private static async Task<IResult> HandleAsync(ApiRequest request, HttpContext context, SubscriptionDesk desk)
    {
        var (standing, stop) = await SubscriptionAccess.FindAsync(request, context, Wish.Own);
        if (standing is null) return stop!;
        var (body, unread) = await Body.ReadAsync<RotateBody>(context);
        if (body is null) return unread!;
        if (body.OverlapHours is < 0 or > SubscriptionDesk.MostOverlapHours)
            return Problems.InvalidBody([new ParameterError("overlapHours", $"'overlapHours' must be a whole number from 0 to {SubscriptionDesk.MostOverlapHours}.")]).Answer();
        var id = standing.Subscription.Id;
        var secret = await desk.RotateAsync(id, body.OverlapHours, context.RequiredCaller(), request.Aborted);
        return await SubscriptionAccess.ShowAsync(context, id, secret: secret.Full);
    }
}
