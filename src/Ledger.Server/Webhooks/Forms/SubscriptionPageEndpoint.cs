using Ledger.Postgres.Webhooks;
using Ledger.Server.Identity;
using Ledger.Server.Identity.Forms;
using Ledger.Server.Pages;
using Ledger.Server.Web;
using Ledger.Server.Webhooks.Api;

namespace Ledger.Server.Webhooks.Forms;

/// <summary><c>GET</c> and <c>POST /subscriptions/{id}</c>: one subscription, its deliveries, and what can be done with it.</summary>
internal static class SubscriptionPageEndpoint
{
    /// <summary>Attempts on the page at most.</summary>
    public const int MostAttempts = 30;

    /// <summary>Dead letters on the page at most.</summary>
    public const int MostLetters = 100;

    /// <summary>Days that the chart goes back.</summary>
    public const int Days = 7;

    private const string Pattern = "/subscriptions/{id}";

    private static readonly Operation Operation = new("subscriptionPage", "Pages", "", "", SubscriptionAccess.Id, SubscriptionsPageEndpoint.Done);

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapPage(Pattern, Operation, ShowAsync).RequireCaller();
        app.MapForm(Pattern, Operation, ChangeAsync).RequireCaller();
    }

    /// <summary>The page of a subscription.</summary>
    public static string Address(string id) => $"{SubscriptionsPageEndpoint.Path}/{Uri.EscapeDataString(id)}";

    private static async Task<IResult> ShowAsync(ApiRequest request, HttpContext context, Subscriptions subscriptions, PlanRegions regions, TimeProvider clock)
    {
        var (standing, stop) = await SubscriptionAccess.FindAsync(request, context, Api.Wish.Read);
        return standing is null ? stop! : await PageAsync(request, context, standing, subscriptions, regions, clock, null);
    }

    private static async Task<IResult> ChangeAsync(
        ApiRequest request, HttpContext context, SubscriptionActions actions, Subscriptions subscriptions, PlanRegions regions, TimeProvider clock)
    {
        if (request.Refused()) return request.Stop!;
        var sent = await FormSent.ReadAsync(context);
        var (standing, stop) = await SubscriptionAccess.FindAsync(request, context, SubscriptionActions.WishOf(sent.Action));
        if (standing is null) return stop!;
        var (answer, wrong) = await actions.DoAsync(context, standing.Subscription, sent);
        return answer ?? await PageAsync(request, context, standing, subscriptions, regions, clock, wrong);
    }

    private static async Task<IResult> PageAsync(
        ApiRequest request, HttpContext context, SubscriptionStanding standing, Subscriptions subscriptions, PlanRegions regions, TimeProvider clock, FormSent? sent)
    {
        var (id, caller, now) = (standing.Subscription.Id, context.RequiredCaller(), clock.GetUtcNow());
        var owns = standing.Subscription.Owner == caller.Owner;
        var letters = new List<DeadLetter>();
        foreach (var open in new[] { DeadLetterState.Waiting, DeadLetterState.Requested })
            letters.AddRange(await subscriptions.DeadLettersAsync(id, open, -1, MostLetters, request.Aborted));
        return context.Page<SubscriptionPage, SubscriptionModel>(null, new SubscriptionModel(
            standing, now, await subscriptions.HoursAsync(id, now.AddDays(-Days), request.Aborted),
            await subscriptions.DeliveriesAsync(id, null, null, long.MaxValue, MostAttempts, request.Aborted),
            [.. letters.OrderBy(letter => letter.Position).Take(MostLetters)],
            owns || caller.Is(Domain.Accounts.Role.Administrator), owns, await regions.ReadAsync(request.Aborted), sent),
            sent is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }
}
