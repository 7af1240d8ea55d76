using Ledger.Domain.Accounts;
using Ledger.Domain.Entries;
using Ledger.Postgres.Accounts;
using Ledger.Server.Audit;
using Ledger.Server.Web;

namespace Ledger.Server.Identity.Api;

/// <summary><c>/api/v1/accounts</c>: who there is. Supervisors read, administrators change.</summary>
internal static class AccountEndpoints
{
    private const string Tag = "Accounts";

    private static readonly Parameter Name = new("name", ParameterKind.Text, "Name of the account.") { InPath = true, Required = true, Example = "zhang.san" };

    private static readonly Operation List = new("listAccounts", Tag, "列出账号 · List accounts", "All accounts in order of name, also those disabled.", IdentityApi.After, Parameters.Limit);

    private static readonly Operation Show = new("showAccount", Tag, "查看账号 · Show an account", "One account, as it is now.", Name);

    private static readonly Operation Create = new("createAccount", Tag, "新建账号 · Make an account",
        "Makes an account with a password and roles. A password that is left out is made by the ledger and shown in this answer only.");

    private static readonly Operation SetPassword = new("setPassword", Tag, "设置密码 · Set a password",
        "Administrators set anybody's password; everybody their own, by the present one. All sessions of the account end.", Name);

    public static void MapAccounts(this IEndpointRouteBuilder api)
    {
        api.Read<Some<AccountItem>>("/accounts", List, ListAsync).RequireRole(Role.Administrator, Role.Supervisor);
        api.Read<AccountItem>("/accounts/{name}", Show, ShowAsync).RequireRole(Role.Administrator, Role.Supervisor);
        api.Write<AccountItem>("/accounts", Create, CreateAsync, typeof(NewAccount), StatusCodes.Status201Created).RequireRole(Role.Administrator);
        api.Write<AccountItem>("/accounts/{name}/password", SetPassword, SetPasswordAsync, typeof(NewPassword)).RequireCaller();
        Change(api, "disable", "停用账号 · Disable an account", "Ends its sessions and refuses its keys at once, until it is enabled again.", today => new AccountEvent.AccountDisabled { Effective = today });
        Change(api, "enable", "启用账号 · Enable an account", "Lets a disabled account be used again. Its sessions stay ended.", today => new AccountEvent.AccountEnabled { Effective = today });
        Change(api, "sign-out", "全部退出 · Sign out everywhere", "Ends all sessions of an account, also those of stolen cookies. Its keys stay.", today => new AccountEvent.SessionsEnded { Effective = today }, "signOutAccount");
        Grant(api, "grant", "授予角色 · Grant a role", "Grants a role.", (grant, today) => new AccountEvent.RoleGranted { Grant = grant, Effective = today });
        Grant(api, "revoke", "撤销角色 · Revoke a role", "Revokes a role, exactly as it was granted. It holds from the next request on, also for keys and sessions.", (grant, today) => new AccountEvent.RoleRevoked { Grant = grant, Effective = today });
    }

    private static void Change(IEndpointRouteBuilder api, string verb, string summary, string description, Func<Domain.Time.EffectiveDate, AccountEvent> fact, string? id = null) =>
        api.Write<AccountItem>($"/accounts/{{name}}/{verb}", new Operation(id ?? $"{verb}Account", Tag, summary, description, Name),
            (ApiRequest request, HttpContext context, AccountManager manager, IdentityDirectory directory, Lockouts lockouts) =>
                RecordAsync(request, context, manager, directory, lockouts, fact)).RequireRole(Role.Administrator);

    private static void Grant(IEndpointRouteBuilder api, string verb, string summary, string description, Func<Grant, Domain.Time.EffectiveDate, AccountEvent> fact) =>
        api.Write<AccountItem>($"/accounts/{{name}}/{verb}", new Operation($"{verb}Role", Tag, summary, description, Name),
            async (ApiRequest request, HttpContext context, AccountManager manager, IdentityDirectory directory, Lockouts lockouts) =>
            {
                var (body, stop) = await Body.ReadAsync<GrantBody>(context);
                return stop ?? await RecordAsync(request, context, manager, directory, lockouts, today => fact(body!.ToGrant(), today));
            }, typeof(GrantBody)).RequireRole(Role.Administrator);

    private static async Task<IResult> ListAsync(ApiRequest request, HttpContext context, IdentityDirectory directory, Lockouts lockouts, ReadRecorder recorder)
    {
        var (after, limit) = (request.Values.Text(IdentityApi.After) ?? "", request.Values.Number(Parameters.Limit, Parameters.DefaultLimit));
        if (request.Refused()) return request.Stop!;
        var (rows, next) = await AccountRow.ListAsync(directory, lockouts, after, limit, request.Aborted);
        await recorder.RecordAsync(context, rows.Count);
        return IdentityApi.Answer(new Some<AccountItem>([.. rows.Select(row => row.Item)], next));
    }

    private static async Task<IResult> ShowAsync(ApiRequest request, HttpContext context, IdentityDirectory directory, Lockouts lockouts, ReadRecorder recorder)
    {
        if (request.Refused()) return request.Stop!;
        var name = request.Values.Text(Name)!;
        // One's own account is nobody else's.
        if (context.RequiredCaller().Owner != Schemes.User(name)) await recorder.RecordAsync(context, 1);
        return await AnswerAsync(name, directory, lockouts, null, request.Aborted);
    }

    private static async Task<IResult> CreateAsync(ApiRequest request, HttpContext context, AccountManager manager, IdentityDirectory directory, Lockouts lockouts)
    {
        if (request.Refused()) return request.Stop!;
        var (body, stop) = await Body.ReadAsync<NewAccount>(context);
        if (stop is not null) return stop;
        if (body!.DisplayName is { } display && (display.Length is 0 or > 100 || display.Any(char.IsControl))) return Problems.InvalidParameter("displayName", "'displayName' has 1 to 100 characters.").Answer();
        if (body.Password is { } given && Passwords.Wrong(given, body.Name) is { } wrong) return Problems.InvalidParameter("password", wrong).Answer();
        var made = body.Password is null ? Passwords.Random() : null;
        return await manager.CreateAsync(body.Name, body.DisplayName, [.. (body.Grants ?? []).Select(grant => grant.ToGrant())], body.Password ?? made!, context.RequiredCaller().Actor, request.Aborted) is { } refusal
            ? Problems.Refused(refusal).Answer()
            : await AnswerAsync(body.Name, directory, lockouts, made, request.Aborted, StatusCodes.Status201Created);
    }

    private static async Task<IResult> SetPasswordAsync(ApiRequest request, HttpContext context, AccountManager manager, SignIn signIn, IdentityDirectory directory, Lockouts lockouts)
    {
        if (request.Refused()) return request.Stop!;
        var (name, caller) = (request.Values.Text(Name)!, context.RequiredCaller());
        // A key is not its owner: whoever has stolen one must not take over the account.
        var own = caller.Actor == Schemes.User(name);
        if (!own && !caller.Is(Role.Administrator)) return Problems.MissingRole([Role.Administrator]).Answer();
        var (body, stop) = await Body.ReadAsync<NewPassword>(context);
        if (stop is not null) return stop;
        if (body!.Password is { } given && Passwords.Wrong(given, name) is { } wrong) return Problems.InvalidParameter("password", wrong).Answer();
        // As in signing in, so that guessing locks the account: a stolen session must not become a stolen password.
        if (own && await signIn.TryAsync(name, body.Current ?? "", request.Aborted) is null) return Problems.InvalidParameter("current", "'current' is not the present password.").Answer();
        var made = body.Password is null ? Passwords.Random() : null;
        return await manager.SetPasswordAsync(name, body.Password ?? made!, caller.Actor, request.Aborted) is { } refusal
            ? Refused(name, refusal)
            : await AnswerAsync(name, directory, lockouts, made, request.Aborted);
    }

    private static async Task<IResult> RecordAsync(
        ApiRequest request, HttpContext context, AccountManager manager, IdentityDirectory directory, Lockouts lockouts, Func<Domain.Time.EffectiveDate, AccountEvent> fact)
    {
        if (request.Refused()) return request.Stop!;
        var name = request.Values.Text(Name)!;
        return await manager.ChangeAsync(name, fact, context.RequiredCaller().Actor, request.Aborted) is { } refusal
            ? Refused(name, refusal)
            : await AnswerAsync(name, directory, lockouts, null, request.Aborted);
    }

    private static async Task<IResult> AnswerAsync(string name, IdentityDirectory directory, Lockouts lockouts, string? password, CancellationToken ct, int status = 200)
    {
        if (await directory.AccountAsync(name, ct) is not { Exists: true } account) return Problems.UnknownId("account", name).Answer();
        var locked = await lockouts.OfAsync([name], ct);
        return IdentityApi.Answer(AccountItem.Of(account, null, locked.TryGetValue(name, out var until) ? until : null) with { Password = password }, status);
    }

    private static IResult Refused(string name, Refusal refusal) =>
        refusal is AccountRefusals.AccountNotCreated ? Problems.UnknownId("account", name).Answer() : Problems.Refused(refusal).Answer();
}
