using Ledger.Server.Identity;
using Ledger.Server.Identity.Api;
using Ledger.Server.Web;

namespace Ledger.Server.Webhooks.Api;

/// <summary><c>POST /api/v1/subscriptions/{id}/test</c></summary>
internal static class TestSubscription
{
    private static readonly Operation Operation = new("testSubscription", SubscriptionAccess.Tag, "测试投递 · Send a test",
        "Sends an event of the type `cn.ledger.webhook_test.v1` now, signed like all others, and answers what became of it. It changes nothing in the course of the subscription, and is in its log.", SubscriptionAccess.Id);

    public static void Map(IEndpointRouteBuilder api) => api.Write<TestItem>("/subscriptions/{id}/test", Operation, HandleAsync).RequireCaller();

    private static async Task<IResult> HandleAsync(ApiRequest request, HttpContext context, TestDeliveries tests)
    {
        var (standing, stop) = await SubscriptionAccess.FindAsync(request, context, Wish.Manage);
        if (standing is null) return stop!;
        return await tests.SendAsync(standing.Subscription, request.Aborted) is { } sent ? IdentityApi.Answer(sent) : Problems.TooMany(TimeSpan.FromSeconds(5)).Answer();
    }
}
