using Ledger.Domain.Accounts;
using Ledger.Domain.Entries;
using Ledger.Domain.Time;
using Ledger.Postgres.Accounts;
using Ledger.Postgres.EventStore;
using Ledger.Server.Api;
using Ledger.Server.Audit;
using Ledger.Server.Identity.Api;
using Ledger.Server.Pages;
using Ledger.Server.Web;

namespace Ledger.Server.Identity.Forms;

/// <summary><c>GET</c> and <c>POST /accounts/{name}</c>: one account with its history, and what can be done with it.</summary>
internal static class AccountPageEndpoint
{
    private const string Pattern = "/accounts/{name}";

    private static readonly Parameter Name = new("name", ParameterKind.Text, "Name of the account.") { InPath = true, Required = true };

    private static readonly Operation Operation = new("showAccount", "Pages", "", "", Name);

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapPage(Pattern, Operation, ShowAsync).RequireRole(Role.Administrator, Role.Supervisor);
        app.MapForm(Pattern, Operation, ChangeAsync).RequireRole(Role.Administrator);
    }

    /// <summary>The page of an account.</summary>
    public static string Address(string name) => $"{AccountsPageEndpoint.Path}/{Uri.EscapeDataString(name)}";

    private static async Task<IResult> ShowAsync(
        ApiRequest request, HttpContext context, IdentityDirectory directory, Lockouts lockouts, EventStore store, PlanRegions regions, ReadRecorder recorder) =>
        await PageAsync(request, context, directory, lockouts, store, regions, recorder, null);

    private static async Task<IResult> ChangeAsync(
        ApiRequest request, HttpContext context, AccountManager manager, IdentityDirectory directory, Lockouts lockouts, EventStore store, PlanRegions regions, ReadRecorder recorder)
    {
        if (request.Refused()) return request.Stop!;
        var (name, caller, sent) = (request.Values.Text(Name)!, context.RequiredCaller(), await FormSent.ReadAsync(context));
        if (sent.Action == "password") return await SetPasswordAsync(request, context, manager, name, caller);
        if (Fact(sent) is not { } fact)
            return await PageAsync(request, context, directory, lockouts, store, regions, recorder, sent.Wrong(context, "region", "请选择角色。", "Choose a role."));
        return await manager.ChangeAsync(name, fact, caller.Actor, request.Aborted) is { } refusal
            ? await PageAsync(request, context, directory, lockouts, store, regions, recorder, sent.Refused(context, refusal))
            : Results.LocalRedirect(Address(name));
    }

    private static async Task<IResult> SetPasswordAsync(ApiRequest request, HttpContext context, AccountManager manager, string name, Caller caller)
    {
        // One's own takes the present one, or a stolen session would be enough to take the account over.
        if (caller.Owner == Schemes.User(name)) return Problems.Forbidden("Your own password is changed by the present one, at /account.").Answer();
        var password = Passwords.Random();
        return await manager.SetPasswordAsync(name, password, caller.Actor, request.Aborted) is { } refusal
            ? refusal is AccountRefusals.AccountNotCreated ? Problems.UnknownId("account", name).Answer() : Problems.Refused(refusal).Answer()
            : context.Page<OneTimePage, OneTimeModel>(null, new OneTimeModel(OneTimeKind.Password, name, password, Address(name)));
    }

    private static Func<EffectiveDate, AccountEvent>? Fact(FormSent sent) => (sent.Action, sent.Grant()) switch
    {
        ("disable", _) => today => new AccountEvent.AccountDisabled { Effective = today },
        ("enable", _) => today => new AccountEvent.AccountEnabled { Effective = today },
        ("sign-out", _) => today => new AccountEvent.SessionsEnded { Effective = today },
        ("grant", { } grant) => today => new AccountEvent.RoleGranted { Grant = grant, Effective = today },
        ("revoke", { } grant) => today => new AccountEvent.RoleRevoked { Grant = grant, Effective = today },
        _ => null,
    };

    private static async Task<IResult> PageAsync(
        ApiRequest request, HttpContext context, IdentityDirectory directory, Lockouts lockouts, EventStore store, PlanRegions regions, ReadRecorder recorder, FormSent? sent)
    {
        if (request.Refused()) return request.Stop!;
        var name = request.Values.Text(Name)!;
        if (await directory.AccountAsync(name, request.Aborted) is not { Exists: true } account) return Problems.UnknownId("account", name).Answer();
        var own = context.RequiredCaller().Owner == Schemes.User(name);
        if (!own) await recorder.RecordAsync(context, 1);
        var locked = await lockouts.OfAsync([name], request.Aborted);
        var entries = await store.ReadStreamAsync(StreamName.Of<Account>(name), ct: request.Aborted);
        return context.Page<AccountPage, AccountModel>(null, new AccountModel(
            AccountItem.Of(account, entries[0].RecordedAt, locked.TryGetValue(name, out var until) ? until : null),
            own, [.. Entries.Of(entries, request.Today).Reverse()],
            await regions.ReadAsync(request.Aborted), sent), sent is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }
}
