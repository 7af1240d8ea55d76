using System.Text.Json;
using Ledger.Postgres.EventStore;
using Ledger.Postgres.Webhooks;
using Ledger.Server.Identity;
using Ledger.Server.Identity.Api;
using Ledger.Server.Recording;
using Ledger.Server.Web;

namespace Ledger.Server.Webhooks.Api;

/// <summary><c>POST /api/v1/subscriptions</c></summary>
internal static class CreateSubscription
{
    private static readonly Operation Operation = new("createSubscription", SubscriptionAccess.Tag, "新建订阅 · Subscribe by webhook", """
        Has entries sent to an address, in order, signed by Standard Webhooks. The secret is shown in this answer only: where the answer was lost,
        rotate it. A repeat with the same `Idempotency-Key` and body is answered 200 with the subscription that the first one made, without the secret.
        """);

    public static void Map(IEndpointRouteBuilder api) =>
        api.Write<SubscriptionItem>("/subscriptions", Operation, HandleAsync, typeof(NewSubscriptionBody), StatusCodes.Status201Created).RequireCaller();

    private static async Task<IResult> HandleAsync(
        ApiRequest request, HttpContext context, Subscriptions subscriptions, SubscriptionDesk desk, TargetInput input, WebhookSettings settings)
    {
        if (request.Refused()) return request.Stop!;
        var (body, stop) = await Body.ReadAsync<NewSubscriptionBody>(context);
        if (stop is not null) return stop;
        var errors = new List<ParameterError>();
        var caller = context.RequiredCaller();
        var key = Preconditions.Key(context.Request, JsonSerializer.SerializeToUtf8Bytes(body, WebJson.Options), errors);
        // A repeat is told before the address is looked at: what was possible then may not be now.
        if (key is not null && await RepeatAsync(context, subscriptions, caller, key) is { } repeat) return repeat;
        var filter = (body!.Filter ?? new FilterBody()).Read(errors);
        var after = await input.AfterAsync(body.After, errors, request.Aborted);
        if (await input.ReadAsync(body.Name, body.Url, filter, errors, request.Aborted) is not { } target) return Problems.InvalidBody(errors).Answer();
        if (await desk.CreateAsync(target, after!.Value, key, caller, request.Aborted) is { } made)
            return await SubscriptionAccess.ShowAsync(context, made.Id, StatusCodes.Status201Created, made.Secret.Full);
        return (key is null ? null : await RepeatAsync(context, subscriptions, caller, key)) ?? Problems.TooManySubscriptions(settings.MostSubscriptions).Answer();
    }

    private static async Task<IResult?> RepeatAsync(HttpContext context, Subscriptions subscriptions, Caller caller, IdempotencyKey key)
    {
        if (await subscriptions.FindAsync(caller.Actor, key.Key, context.RequestAborted) is not { } made) return null;
        return made.Hash.AsSpan().SequenceEqual(key.RequestHash.Span) ? await SubscriptionAccess.ShowAsync(context, made.Id) : Problems.KeyReused().Answer();
    }
}
