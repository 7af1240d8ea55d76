using Ledger.Domain.Accounts;
using Ledger.Domain.Entries;
using Ledger.Server.Audit;
using Ledger.Server.Web;

namespace Ledger.Server.Identity.Api;

/// <summary><c>/api/v1/keys</c>: one's own keys; administrators and supervisors see all, administrators revoke any.</summary>
internal static class KeyEndpoints
{
    private const string Tag = "Keys";

    private static readonly Parameter Id = new("id", ParameterKind.Text, "Id of the key.") { InPath = true, Required = true, Example = "k7f3q5zt2mxwa4bd" };

    private static readonly Operation List = new("listKeys", Tag, "列出密钥 · List keys",
        "One's own keys; for administrators and supervisors the keys of all. Also those expired or revoked.", IdentityApi.After, Parameters.Limit);

    private static readonly Operation Issue = new("issueKey", Tag, "发放密钥 · Issue a key",
        "Issues a key to oneself; the key is shown in this answer only. Nobody issues keys in somebody else's name, and only people with an account of this ledger own keys.");

    private static readonly Operation Revoke = new("revokeKey", Tag, "吊销密钥 · Revoke a key",
        "Revokes one's own key; administrators revoke any. It is refused from the next request on, on every server.", Id);

    public static void MapKeys(this IEndpointRouteBuilder api)
    {
        api.Read<Some<KeyItem>>("/keys", List, ListAsync).RequireCaller();
        api.Write<KeyItem>("/keys", Issue, IssueAsync, typeof(NewKey), StatusCodes.Status201Created).RequireCaller();
        api.Write<KeyItem>("/keys/{id}/revoke", Revoke, RevokeAsync).RequireCaller();
    }

    private static async Task<IResult> ListAsync(ApiRequest request, HttpContext context, IdentityDirectory directory, ReadRecorder recorder)
    {
        var (after, limit) = (request.Values.Text(IdentityApi.After) ?? "", request.Values.Number(Parameters.Limit, Parameters.DefaultLimit));
        if (request.Refused()) return request.Stop!;
        var caller = context.RequiredCaller();
        var own = Schemes.AccountOf(caller.Owner);
        var all = caller.Is(Role.Administrator) || caller.Is(Role.Supervisor);
        var (keys, next) = await KeyItem.ListAsync(directory, all ? null : own ?? "", after, limit, request.Today, request.Aborted);
        if (all) await recorder.RecordAsync(context, keys.Count);
        return IdentityApi.Answer(new Some<KeyItem>(keys, next));
    }

    private static async Task<IResult> IssueAsync(ApiRequest request, HttpContext context, KeyManager manager, IdentityDirectory directory)
    {
        if (request.Refused()) return request.Stop!;
        var (body, stop) = await Body.ReadAsync<NewKey>(context);
        if (stop is not null) return stop;
        var caller = context.RequiredCaller();
        if (Schemes.AccountOf(caller.Owner) is not { } owner) return Problems.Forbidden("Only people with an account of this ledger own keys.").Answer();
        // A key must not make another one that outlives it.
        if (caller.Actor != caller.Owner) return Problems.Forbidden("A key can't issue keys: sign in, or use the command 'ledger keys'.").Answer();
        var (key, refusal) = await manager.IssueAsync(owner, body!.Name, body.Grants?.Select(grant => grant.ToGrant()).ToList(), body.Days, caller.Actor, request.Aborted);
        if (key is null) return Problems.Refused(refusal!).Answer();
        var issued = await directory.KeyAsync(key.Id, request.Aborted);
        return IdentityApi.Answer(KeyItem.Of(key.Id, issued, null, request.Today) with { Key = key.Full }, StatusCodes.Status201Created);
    }

    private static async Task<IResult> RevokeAsync(ApiRequest request, HttpContext context, KeyManager manager, IdentityDirectory directory)
    {
        if (request.Refused()) return request.Stop!;
        var (id, caller) = (request.Values.Text(Id)!, context.RequiredCaller());
        var key = await directory.KeyAsync(id, request.Aborted);
        if (!key.Exists) return Problems.UnknownId("key", id).Answer();
        if (!caller.Is(Role.Administrator) && KeyItem.OwnerOf(key) != Schemes.AccountOf(caller.Owner)) return Problems.Forbidden("Only its owner and administrators revoke a key.").Answer();
        return await manager.RevokeAsync(id, caller.Actor, request.Aborted) is { } refusal
            ? Problems.Refused(refusal).Answer()
            : IdentityApi.Answer(KeyItem.Of(id, await directory.KeyAsync(id, request.Aborted), null, request.Today));
    }
}
