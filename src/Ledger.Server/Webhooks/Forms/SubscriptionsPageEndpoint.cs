using System.Security.Cryptography;
using Ledger.Postgres.Webhooks;
using Ledger.Server.Identity;
using Ledger.Server.Identity.Forms;
using Ledger.Server.Pages;
using Ledger.Server.Recording;
using Ledger.Server.Web;
using Ledger.Server.Webhooks.Api;

namespace Ledger.Server.Webhooks.Forms;

/// <summary><c>GET</c> and <c>POST /subscriptions</c>: one's own subscriptions, for administrators and supervisors everybody's; and the form for a new one.</summary>
internal static class SubscriptionsPageEndpoint
{
    public const string Path = "/subscriptions";

    /// <summary>The field that tells one form from another: sent twice, it makes one subscription.</summary>
    public const string FormKey = "form";

    public static Parameter Done { get; } = new("done", ParameterKind.Code, "What was just done.")
    {
        Values = ["deleted", "test", "paused", "resumed", "replay", "letters", "discarded", "change"],
    };

    private static readonly Operation Operation = new("subscriptionsPage", "Pages", "", "", SubscriptionAccess.After, Parameters.Limit, Done);

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapPage(Path, Operation, ShowAsync).RequireCaller();
        app.MapForm(Path, Operation, CreateAsync).RequireCaller();
    }

    private static Task<IResult> ShowAsync(ApiRequest request, HttpContext context, Subscriptions subscriptions, PlanRegions regions) => PageAsync(request, context, subscriptions, regions, null);

    private static async Task<IResult> CreateAsync(
        ApiRequest request, HttpContext context, Subscriptions subscriptions, SubscriptionDesk desk, TargetInput input, WebhookSettings settings, PlanRegions regions)
    {
        if (request.Refused()) return request.Stop!;
        var (sent, caller, errors) = (await FormSent.ReadAsync(context), context.RequiredCaller(), new List<ParameterError>());
        var body = SubscriptionForm.Body(sent);
        var key = Preconditions.KeyOf(context.Request, "form-" + sent[FormKey], SubscriptionForm.Fingerprint(body));
        if (await subscriptions.FindAsync(caller.Actor, key.Key, request.Aborted) is { } made)
            return made.Hash.AsSpan().SequenceEqual(key.RequestHash.Span) ? Results.LocalRedirect(SubscriptionPageEndpoint.Address(made.Id)) : Problems.KeyReused().Answer();
        var filter = body.Filter!.Read(errors);
        var after = await input.AfterAsync(body.After, errors, request.Aborted);
        var target = await input.ReadAsync(body.Name, body.Url, filter, errors, request.Aborted);
        if (target is null || errors.Count > 0) return await PageAsync(request, context, subscriptions, regions, SubscriptionForm.Wrong(sent, context, errors));
        return await desk.CreateAsync(target, after!.Value, key, caller, request.Aborted) is { } one
            ? context.Page<OneTimePage, OneTimeModel>(null, new OneTimeModel(OneTimeKind.SigningSecret, target.Name, one.Secret.Full, SubscriptionPageEndpoint.Address(one.Id)))
            : await PageAsync(request, context, subscriptions, regions, sent.Wrong(
                context, "", $"一个人至多有 {settings.MostSubscriptions} 个订阅。", $"One person has {settings.MostSubscriptions} subscriptions at most."));
    }

    private static async Task<IResult> PageAsync(ApiRequest request, HttpContext context, Subscriptions subscriptions, PlanRegions regions, FormSent? sent)
    {
        var (after, limit) = (request.Values.Text(SubscriptionAccess.After) ?? "", request.Values.Number(Parameters.Limit, Parameters.DefaultLimit));
        if (request.Refused()) return request.Stop!;
        var caller = context.RequiredCaller();
        var found = await subscriptions.ListAsync(caller.SeesAll() ? null : caller.Owner, after, limit + 1, request.Aborted);
        var services = context.RequestServices;
        return context.Page<SubscriptionsPage, SubscriptionsModel>(null, new SubscriptionsModel(
            [.. found.Take(limit)], found.Count > limit ? found[limit - 1].Subscription.Id : null, caller.SeesAll(),
            services.GetRequiredService<TimeProvider>().GetUtcNow(), services.GetRequiredService<WebhookSettings>().MostSubscriptions,
            await regions.ReadAsync(request.Aborted), sent?[FormKey] is { Length: > 0 } key ? key : RandomNumberGenerator.GetHexString(24, lowercase: true), sent),
            sent is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }
}
