using Ledger.Domain.Accounts;
using Ledger.Postgres.Accounts;
using Ledger.Server.Audit;
using Ledger.Server.Identity.Api;
using Ledger.Server.Pages;
using Ledger.Server.Web;

namespace Ledger.Server.Identity.Forms;

/// <summary><c>GET</c> and <c>POST /accounts</c>: who there is, and the form for somebody new.</summary>
internal static class AccountsPageEndpoint
{
    public const string Path = "/accounts";

    private static readonly Operation Operation = new("listAccounts", "Pages", "", "", IdentityApi.After, Parameters.Limit);

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapPage(Path, Operation, ShowAsync).RequireRole(Role.Administrator, Role.Supervisor);
        app.MapForm(Path, Operation, CreateAsync).RequireRole(Role.Administrator);
    }

    private static async Task<IResult> ShowAsync(ApiRequest request, HttpContext context, IdentityDirectory directory, Lockouts lockouts, PlanRegions regions, ReadRecorder recorder) =>
        await PageAsync(request, context, directory, lockouts, regions, recorder, null);

    private static async Task<IResult> CreateAsync(
        ApiRequest request, HttpContext context, AccountManager manager, IdentityDirectory directory, Lockouts lockouts, PlanRegions regions, ReadRecorder recorder)
    {
        if (request.Refused()) return request.Stop!;
        var sent = await FormSent.ReadAsync(context);
        var display = sent["display"] is { Length: > 0 } told ? told : null;
        if (display?.Length > 100 || (display?.Any(char.IsControl) ?? false))
            return await PageAsync(request, context, directory, lockouts, regions, recorder, sent.Wrong(context, "display", "姓名至多 100 个字符。", "At most 100 characters."));
        var password = Passwords.Random();
        Grant[] grants = sent.Grant() is { } grant ? [grant] : [];
        return await manager.CreateAsync(sent["name"], display, grants, password, context.RequiredCaller().Actor, request.Aborted) is { } refusal
            ? await PageAsync(request, context, directory, lockouts, regions, recorder, sent.Refused(context, refusal))
            : context.Page<OneTimePage, OneTimeModel>(null, new OneTimeModel(OneTimeKind.Password, sent["name"], password, AccountPageEndpoint.Address(sent["name"])));
    }

    private static async Task<IResult> PageAsync(
        ApiRequest request, HttpContext context, IdentityDirectory directory, Lockouts lockouts, PlanRegions regions, ReadRecorder recorder, FormSent? sent)
    {
        var (after, limit) = (request.Values.Text(IdentityApi.After) ?? "", request.Values.Number(Parameters.Limit, Parameters.DefaultLimit));
        if (request.Refused()) return request.Stop!;
        var (rows, next) = await AccountRow.ListAsync(directory, lockouts, after, limit, request.Aborted);
        await recorder.RecordAsync(context, rows.Count);
        return context.Page<AccountsPage, AccountsModel>(null, new AccountsModel(rows, next, await regions.ReadAsync(request.Aborted), sent),
            sent is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }
}
