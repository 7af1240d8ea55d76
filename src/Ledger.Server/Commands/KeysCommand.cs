using System.CommandLine;
using Ledger.Domain.Accounts;
using Ledger.Domain.Entries;
using Ledger.Server.Hosting;
using Ledger.Server.Identity;
using Ledger.Server.Identity.Api;
using Ledger.Server.Web;

namespace Ledger.Server.Commands;

/// <summary><c>keys</c>: what programs call with. Whoever may use the database may use this.</summary>
internal static class KeysCommand
{
    public static Command Create(GlobalOptions global)
    {
        var command = new Command("keys", """
            Manage API keys. 管理接口密钥

            Examples:
              ledger keys issue --owner zhang.san --name "月报导入" --grant recorder@巫溪县 --days 30
              ledger keys revoke k7f3q5zt2mxwa4bd
            """) { List(global), Issue(global), Revoke(global) };
        return command;
    }

    private static Command List(GlobalOptions global)
    {
        var owner = new Option<string?>("--owner") { Description = "Only the keys of this account. 所有者" };
        var command = new Command("list", "List the keys, also those expired or revoked. 列出密钥\n\nExample:\n  ledger keys list --owner zhang.san") { owner };
        command.SetAction((line, ct) => ListAsync(global.Read(line), line.GetValue(owner), ct));
        return command;
    }

    private static Command Issue(GlobalOptions global)
    {
        var owner = new Option<string>("--owner") { Description = "The account that answers for it. 所有者", Required = true };
        var name = new Option<string>("--name") { Description = "What it is for. 用途", Required = true };
        var days = new Option<int>("--days") { Description = $"For how many days it is accepted, at most {KeyRules.MostDays}. 有效天数", DefaultValueFactory = _ => KeyRules.DefaultDays };
        var grants = GrantOption.Many();
        var command = new Command("issue", "Issue a key; without --grant it may do all that its owner may. 发放密钥\n\nExample:\n  ledger keys issue --owner zhang.san --name import") { owner, name, days, grants };
        command.SetAction(async (line, ct) =>
        {
            var context = global.Read(line);
            await using var ledger = await context.OpenExistingAsync(ct);
            var wished = line.GetValue(grants) is { Length: > 0 } some ? some : null;
            var (key, refusal) = await ledger.Services.GetRequiredService<KeyManager>().IssueAsync(
                line.GetRequiredValue(owner), line.GetRequiredValue(name), wished, line.GetValue(days), AccountManager.CommandLine, ct);
            return key is null ? throw UsersCommand.Failure(refusal!) : await ShowAsync(context, ledger, key.Id, key.Full, ct);
        });
        return command;
    }

    private static Command Revoke(GlobalOptions global)
    {
        var id = new Argument<string>("id") { Description = "Id of the key. 密钥编号" };
        var command = new Command("revoke", "Revoke a key: it is refused from the next request on. 吊销密钥\n\nExample:\n  ledger keys revoke k7f3q5zt2mxwa4bd") { id };
        command.SetAction(async (line, ct) =>
        {
            var (context, key) = (global.Read(line), line.GetRequiredValue(id));
            await using var ledger = await context.OpenExistingAsync(ct);
            var refusal = await ledger.Services.GetRequiredService<KeyManager>().RevokeAsync(key, AccountManager.CommandLine, ct);
            return refusal is null ? await ShowAsync(context, ledger, key, null, ct) : throw UsersCommand.Failure(refusal);
        });
        return command;
    }

    private static async Task<int> ListAsync(CommandContext context, string? owner, CancellationToken ct)
    {
        await using var ledger = await context.OpenExistingAsync(ct);
        var found = await ledger.Services.GetRequiredService<IdentityDirectory>().ListAsync<ApiKey>("", int.MaxValue, ct);
        var items = found.Where(one => one.State.Exists).Select(one => KeyItem.Of(one.Id, one.State, one.Since, Today(ledger)))
            .Where(item => owner is null || item.Owner == owner).ToList();
        if (context.AsJson)
        {
            Json.Write(context.Terminal, new { total = items.Count, items });
            return ExitCode.Done;
        }

        var sheet = new Sheet(context.Terminal).Column(context.Say("密钥", "Key"), whole: true).Column(context.Say("所有者", "Owner"), whole: true)
            .Column(context.Say("用途", "For")).Column(context.Say("状态", "State"), whole: true).Column(context.Say("至", "Until"), whole: true).Column(context.Say("角色", "Roles"));
        foreach (var item in items) sheet.Row(item.Id, item.Owner, item.Name, item.State, TimeText.Of(item.ExpiresOn), Text(item));
        sheet.Print();
        Heading.Count(context, items.Count, items.Count, "个密钥", "keys");
        return ExitCode.Done;
    }

    private static async Task<int> ShowAsync(CommandContext context, LedgerInstance ledger, string id, string? full, CancellationToken ct)
    {
        var key = await ledger.Services.GetRequiredService<IdentityDirectory>().KeyAsync(id, ct);
        var item = KeyItem.Of(id, key, null, Today(ledger)) with { Key = full };
        if (context.AsJson)
        {
            Json.Write(context.Terminal, item);
            return ExitCode.Done;
        }

        context.Terminal.Out.WriteLine($"{item.Id}: {item.State}, {TimeText.Of(item.ExpiresOn)}, {item.Owner} {Text(item)}".TrimEnd());
        if (full is not null) context.Terminal.Out.WriteLine(context.Say($"密钥（仅显示这一次）：{full}", $"Key (shown this once): {full}"));
        return ExitCode.Done;
    }

    private static string Text(KeyItem item) => string.Join(", ", item.Grants.Select(grant => $"{Code<Role>.Of(grant.Role)}@{grant.Region}"));

    private static DateOnly Today(LedgerInstance ledger) => ledger.Services.GetRequiredService<TimeProvider>().Today();
}
