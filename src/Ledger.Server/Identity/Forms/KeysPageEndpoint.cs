using System.Globalization;
using Ledger.Domain.Accounts;
using Ledger.Server.Audit;
using Ledger.Server.Identity.Api;
using Ledger.Server.Pages;
using Ledger.Server.Web;

namespace Ledger.Server.Identity.Forms;

/// <summary><c>GET</c> and <c>POST /keys</c>: one's own keys, for administrators and supervisors everybody's.</summary>
internal static class KeysPageEndpoint
{
    public const string Path = "/keys";

    private static readonly Operation Operation = new("listKeys", "Pages", "", "", IdentityApi.After, Parameters.Limit);

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapPage(Path, Operation, ShowAsync).RequireCaller();
        app.MapForm(Path, Operation, ChangeAsync).RequireCaller();
    }

    private static async Task<IResult> ShowAsync(ApiRequest request, HttpContext context, IdentityDirectory directory, ReadRecorder recorder) => await PageAsync(request, context, directory, recorder, null);

    private static async Task<IResult> ChangeAsync(ApiRequest request, HttpContext context, KeyManager manager, IdentityDirectory directory, ReadRecorder recorder)
    {
        if (request.Refused()) return request.Stop!;
        var sent = await FormSent.ReadAsync(context);
        return sent.Action == "revoke"
            ? await RevokeAsync(request, context, manager, directory, recorder, sent)
            : await IssueAsync(request, context, manager, directory, recorder, sent);
    }

    private static async Task<IResult> IssueAsync(ApiRequest request, HttpContext context, KeyManager manager, IdentityDirectory directory, ReadRecorder recorder, FormSent sent)
    {
        var caller = context.RequiredCaller();
        if (OwnOf(caller) is not { } owner) return Problems.Forbidden("Only people who are signed in with an account of this ledger issue keys.").Answer();
        if (!int.TryParse(sent["days"], NumberStyles.None, CultureInfo.InvariantCulture, out var days))
            return await PageAsync(request, context, directory, recorder, sent.Wrong(context, "days", "请填写 0 至 366 的整数。", "A whole number from 0 to 366."));
        var grants = caller.Grants.Where(grant => sent.Fields["grant"].Contains(KeysPage.Value(grant))).ToList();
        var (key, refusal) = await manager.IssueAsync(owner, sent["name"], grants, days, caller.Actor, request.Aborted);
        return key is null
            ? await PageAsync(request, context, directory, recorder, sent.Refused(context, refusal!))
            : context.Page<OneTimePage, OneTimeModel>(null, new OneTimeModel(OneTimeKind.Key, owner, key.Full, Path));
    }

    private static async Task<IResult> RevokeAsync(ApiRequest request, HttpContext context, KeyManager manager, IdentityDirectory directory, ReadRecorder recorder, FormSent sent)
    {
        var caller = context.RequiredCaller();
        var key = await directory.KeyAsync(sent["id"], request.Aborted);
        if (!key.Exists) return Problems.UnknownId("key", sent["id"]).Answer();
        if (!caller.Is(Role.Administrator) && KeyItem.OwnerOf(key) != Schemes.AccountOf(caller.Owner)) return Problems.Forbidden("Only its owner and administrators revoke a key.").Answer();
        return await manager.RevokeAsync(sent["id"], caller.Actor, request.Aborted) is { } refusal
            ? await PageAsync(request, context, directory, recorder, sent.Refused(context, refusal))
            : Results.LocalRedirect(Path);
    }

    // A key must not make another one that outlives it.
    private static string? OwnOf(Caller caller) => caller.Actor == caller.Owner ? Schemes.AccountOf(caller.Owner) : null;

    private static async Task<IResult> PageAsync(ApiRequest request, HttpContext context, IdentityDirectory directory, ReadRecorder recorder, FormSent? sent)
    {
        var (after, limit) = (request.Values.Text(IdentityApi.After) ?? "", request.Values.Number(Parameters.Limit, Parameters.DefaultLimit));
        if (request.Refused()) return request.Stop!;
        var caller = context.RequiredCaller();
        var all = caller.Is(Role.Administrator) || caller.Is(Role.Supervisor);
        var (keys, next) = await KeyItem.ListAsync(directory, all ? null : Schemes.AccountOf(caller.Owner) ?? "", after, limit, request.Today, request.Aborted);
        if (all) await recorder.RecordAsync(context, keys.Count);
        return context.Page<KeysPage, KeysModel>(null, new KeysModel(keys, next, all, OwnOf(caller), caller.Grants, sent),
            sent is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }
}
