using Ledger.Postgres.Webhooks;
using Ledger.Server.Identity;
using Ledger.Server.Identity.Forms;
using Ledger.Server.Pages;
using Ledger.Server.Web;
using Ledger.Server.Webhooks.Api;
using Ledger.Server.Webhooks.Delivery;

namespace Ledger.Server.Webhooks.Forms;

/// <summary>Does what a form of a subscription's page asks for.</summary>
internal sealed class SubscriptionActions(Subscriptions subscriptions, SubscriptionDesk desk, TestDeliveries tests, TargetInput input, DeliveryBell bell)
{
    /// <summary>What one must be allowed for an action.</summary>
    public static Wish WishOf(string action) => action is "change" or "rotate" ? Wish.Own : Wish.Manage;

    /// <summary>Does it.</summary>
    /// <returns>The answer, or the form with what is wrong.</returns>
    public async Task<(IResult? Answer, FormSent? Wrong)> DoAsync(HttpContext context, Subscription one, FormSent sent)
    {
        var (by, ct) = (context.RequiredCaller().AsChanger(), context.RequestAborted);
        switch (sent.Action)
        {
            case "test": return await TestAsync(context, one, sent);
            case "change": return await ChangeAsync(context, one, sent);
            case "rotate": return await RotateAsync(context, one, sent);
            case "replay": return await ReplayAsync(context, one, sent);
            case "pause":
                await subscriptions.StopAsync(one.Id, SubscriptionState.Paused, "paused", by, ct);
                return Done(one, "paused");
            case "resume":
                await subscriptions.ResumeAsync(one.Id, by, ct);
                return Done(one, "resumed");
            case "letters":
                await subscriptions.SettleAsync(one.Id, SubscriptionForm.Number(sent, "position"), DeadLetterState.Requested, by, ct);
                return Done(one, "letters");
            case "discard" when SubscriptionForm.Number(sent, "position") is { } position:
                await subscriptions.SettleAsync(one.Id, position, DeadLetterState.Discarded, by, ct);
                return Done(one, "discarded");
            case "delete" when sent["sure"] != "yes":
                return (null, sent.Wrong(context, "sure", "请先勾选确认。", "Tick the box first."));
            case "delete":
                await subscriptions.DeleteAsync(one, by, ct);
                bell.Ring();
                return (Results.LocalRedirect($"{SubscriptionsPageEndpoint.Path}?{SubscriptionsPageEndpoint.Done.Name}=deleted"), null);
            default: return (null, sent.Wrong(context, "", "没有这个操作。", "There is no such action."));
        }
    }

    private async Task<(IResult? Answer, FormSent? Wrong)> TestAsync(HttpContext context, Subscription one, FormSent sent) =>
        await tests.SendAsync(one, context.RequestAborted) is null
            ? (null, sent.Wrong(context, "test", "正在进行的测试太多，请过几秒再试。", "Too many tests are under way. Try again in some seconds."))
            : Done(one, "test");

    private async Task<(IResult? Answer, FormSent? Wrong)> ChangeAsync(HttpContext context, Subscription one, FormSent sent)
    {
        var (errors, body) = (new List<ParameterError>(), SubscriptionForm.Body(sent));
        var filter = body.Filter!.Read(errors);
        if (await input.ReadAsync(body.Name, body.Url, filter, errors, context.RequestAborted) is not { } target) return (null, SubscriptionForm.Wrong(sent, context, errors));
        await subscriptions.EditAsync(one.Id, target, context.RequiredCaller().AsChanger(), context.RequestAborted);
        return Done(one, "change");
    }

    private async Task<(IResult? Answer, FormSent? Wrong)> RotateAsync(HttpContext context, Subscription one, FormSent sent)
    {
        if (SubscriptionForm.Number(sent, "hours") is not (>= 0 and <= SubscriptionDesk.MostOverlapHours and var hours))
            return (null, sent.Wrong(context, "hours", $"请填写 0 至 {SubscriptionDesk.MostOverlapHours} 的整数。", $"A whole number from 0 to {SubscriptionDesk.MostOverlapHours}."));
        var secret = await desk.RotateAsync(one.Id, (int)hours, context.RequiredCaller(), context.RequestAborted);
        return (context.Page<OneTimePage, OneTimeModel>(
            null, new OneTimeModel(OneTimeKind.SigningSecret, one.Target.Name, secret.Full, SubscriptionPageEndpoint.Address(one.Id))), null);
    }

    private async Task<(IResult? Answer, FormSent? Wrong)> ReplayAsync(HttpContext context, Subscription one, FormSent sent)
    {
        var errors = new List<ParameterError>();
        if (sent["from"].Length == 0) return (null, sent.Wrong(context, "after", "请选择从哪里开始。", "Choose from where."));
        if (await input.AfterAsync(SubscriptionForm.Body(sent).After, errors, context.RequestAborted) is not { } after) return (null, SubscriptionForm.Wrong(sent, context, errors));
        await subscriptions.RewindAsync(one.Id, after, context.RequiredCaller().AsChanger(), context.RequestAborted);
        return Done(one, "replay");
    }

    private (IResult? Answer, FormSent? Wrong) Done(Subscription one, string what)
    {
        bell.Ring();
        return (Results.LocalRedirect($"{SubscriptionPageEndpoint.Address(one.Id)}?{SubscriptionsPageEndpoint.Done.Name}={what}"), null);
    }
}
