using Ledger.Domain.Accounts;
using Ledger.Server.Pages;
using Ledger.Server.Web;
using Microsoft.AspNetCore.Authentication;

namespace Ledger.Server.Identity.Forms;

/// <summary><c>GET</c> and <c>POST /account</c>: who I am, my password, and the end of all my sessions.</summary>
internal static class OwnAccountEndpoint
{
    public const string Path = "/account";

    public static Parameter Done { get; } = new("done", ParameterKind.Code, "What was just done.") { Values = ["password"] };

    private static readonly Operation Operation = new("ownAccount", "Pages", "", "", Done);

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapPage(Path, Operation, ShowAsync).RequireCaller();
        app.MapForm(Path, Operation, ChangeAsync).RequireCaller();
    }

    private static async Task<IResult> ShowAsync(ApiRequest request, HttpContext context, IdentityDirectory directory) =>
        request.Refused() ? request.Stop! : await PageAsync(request, context, directory, null);

    private static async Task<IResult> ChangeAsync(ApiRequest request, HttpContext context, AccountManager manager, SignIn signIn, IdentityDirectory directory)
    {
        if (request.Refused()) return request.Stop!;
        if (NameOf(context.RequiredCaller()) is not { } name) return Problems.Forbidden("Only people who are signed in with an account of this ledger do this.").Answer();
        var sent = await FormSent.ReadAsync(context);
        if (sent.Action != "sign-out") return await ChangePasswordAsync(request, context, manager, signIn, directory, name, sent);
        if (await manager.ChangeAsync(name, today => new AccountEvent.SessionsEnded { Effective = today }, Schemes.User(name), request.Aborted) is { } refusal)
            return await PageAsync(request, context, directory, sent.Refused(context, refusal));
        await context.SignOutAsync(Schemes.Session);
        return Results.LocalRedirect("/");
    }

    private static async Task<IResult> ChangePasswordAsync(
        ApiRequest request, HttpContext context, AccountManager manager, SignIn signIn, IdentityDirectory directory, string name, FormSent sent)
    {
        // As written: what begins or ends with a blank is another password.
        var (current, wished) = (sent.Fields["current"].ToString(), sent.Fields["password"].ToString());
        var language = PageLanguage.Of(context.Request);
        if (Passwords.Wrong(wished, name) is { } wrong) return await PageAsync(request, context, directory, sent with { Field = "password", Fault = language.Password(wrong) });
        if (wished != sent.Fields["repeat"].ToString())
            return await PageAsync(request, context, directory, sent.Wrong(context, "repeat", "两次输入的新密码不一致。", "The new passwords are not the same."));
        // As in signing in, so that guessing locks the account: a stolen session must not become a stolen password.
        if (await signIn.TryAsync(name, current, request.Aborted) is null)
            return await PageAsync(request, context, directory, sent.Wrong(context, "current", "当前密码不正确，或账号因多次输错已暂时锁定。", "This is not the present password, or the account is locked for some minutes."));
        if (await manager.SetPasswordAsync(name, wished, Schemes.User(name), request.Aborted) is { } refusal)
            return await PageAsync(request, context, directory, sent.Refused(context, refusal));
        // The change has ended all sessions; this one goes on.
        if (await directory.AccountAsync(name, request.Aborted) is Account.Active account) await SessionCookie.BeginAsync(context, account);
        return Results.LocalRedirect($"{Path}?{Done.Name}=password");
    }

    // A key is not its owner: whoever has stolen one must not take over the account.
    private static string? NameOf(Caller caller) => caller.Actor == caller.Owner ? Schemes.AccountOf(caller.Owner) : null;

    private static async Task<IResult> PageAsync(ApiRequest request, HttpContext context, IdentityDirectory directory, FormSent? sent)
    {
        var caller = context.RequiredCaller();
        var name = NameOf(caller);
        var account = name is null ? null : await directory.AccountAsync(name, request.Aborted) as Account.Active;
        return context.Page<OwnAccountPage, OwnAccountModel>(null, new OwnAccountModel(name, account?.DisplayName, caller, sent),
            sent is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }
}
