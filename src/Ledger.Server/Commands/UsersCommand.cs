using System.CommandLine;
using Ledger.Domain.Accounts;
using Ledger.Domain.Entries;
using Ledger.Domain.Time;
using Ledger.Postgres.Accounts;
using Ledger.Server.Hosting;
using Ledger.Server.Identity;
using Ledger.Server.Identity.Api;

namespace Ledger.Server.Commands;

/// <summary><c>users</c>: who may sign in, and what for. Whoever may use the database may use this.</summary>
internal static class UsersCommand
{
    public static Command Create(GlobalOptions global)
    {
        var command = new Command("users", """
            Manage accounts. 管理账号

            Examples:
              ledger users add zhang.san --display "张三" --grant recorder@巫溪县
              ledger users grant zhang.san reviewer@綦江区
              ledger users password admin
            """);
        var list = new Command("list", "List the accounts, also those disabled. 列出账号\n\nExample:\n  ledger users list --json");
        list.SetAction((line, ct) => ListAsync(global.Read(line), ct));
        command.Subcommands.Add(list);
        command.Subcommands.Add(Add(global));
        command.Subcommands.Add(Password(global));
        command.Subcommands.Add(Change(global, "disable", "End an account's sessions and refuse its keys, at once. 停用账号", today => new AccountEvent.AccountDisabled { Effective = today }));
        command.Subcommands.Add(Change(global, "enable", "Let a disabled account be used again. 启用账号", today => new AccountEvent.AccountEnabled { Effective = today }));
        command.Subcommands.Add(Grant(global, "grant", "Grant a role. 授予角色", (grant, today) => new AccountEvent.RoleGranted { Grant = grant, Effective = today }));
        command.Subcommands.Add(Grant(global, "revoke", "Revoke a role, exactly as it was granted. 撤销角色", (grant, today) => new AccountEvent.RoleRevoked { Grant = grant, Effective = today }));
        return command;
    }

    /// <summary>The sentence of a refusal as the failure of a command.</summary>
    public static LedgerFailure Failure(Refusal refusal) => new(ExitCode.Failed, $"{refusal.Message} ({refusal.Code})");

    private static Argument<string> Name() => new("name") { Description = "Name of the account. 账号" };

    private static Option<bool> FromInput() => new("--password-stdin") { Description = "Read the password from the first line of stdin; otherwise one is made and shown. 从标准输入读取密码" };

    private static Command Add(GlobalOptions global)
    {
        var (name, display, grants, input) = (Name(), new Option<string?>("--display") { Description = "What people call its owner. 姓名" }, GrantOption.Many(), FromInput());
        var command = new Command("add", "Make an account. 新建账号\n\nExample:\n  ledger users add zhang.san --grant recorder@巫溪县") { name, display, grants, input };
        command.SetAction(async (line, ct) =>
        {
            var (context, account) = (global.Read(line), line.GetRequiredValue(name));
            var (password, made) = Choose(line.GetValue(input), account);
            await using var ledger = await context.OpenAsync(ct);
            var refusal = await ledger.Services.GetRequiredService<AccountManager>().CreateAsync(
                account, line.GetValue(display), line.GetValue(grants) ?? [], password, AccountManager.CommandLine, ct);
            return refusal is null ? await ShowAsync(context, ledger, account, made, ct) : throw Failure(refusal);
        });
        return command;
    }

    private static Command Password(GlobalOptions global)
    {
        var (name, input) = (Name(), FromInput());
        var command = new Command("password", "Set a password, unlock the account and end its sessions. 重置密码\n\nExample:\n  ledger users password admin") { name, input };
        command.SetAction(async (line, ct) =>
        {
            var (context, account) = (global.Read(line), line.GetRequiredValue(name));
            var (password, made) = Choose(line.GetValue(input), account);
            await using var ledger = await context.OpenExistingAsync(ct);
            var refusal = await ledger.Services.GetRequiredService<AccountManager>().SetPasswordAsync(account, password, AccountManager.CommandLine, ct);
            return refusal is null ? await ShowAsync(context, ledger, account, made, ct) : throw Failure(refusal);
        });
        return command;
    }

    private static Command Change(GlobalOptions global, string verb, string description, Func<EffectiveDate, AccountEvent> fact)
    {
        var name = Name();
        var command = new Command(verb, $"{description}\n\nExample:\n  ledger users {verb} zhang.san") { name };
        command.SetAction((line, ct) => RecordAsync(global.Read(line), line.GetRequiredValue(name), fact, ct));
        return command;
    }

    private static Command Grant(GlobalOptions global, string verb, string description, Func<Grant, EffectiveDate, AccountEvent> fact)
    {
        var (name, grant) = (Name(), GrantOption.One());
        var command = new Command(verb, $"{description}\n\nExample:\n  ledger users {verb} zhang.san recorder@巫溪县") { name, grant };
        command.SetAction((line, ct) => RecordAsync(global.Read(line), line.GetRequiredValue(name), today => fact(line.GetRequiredValue(grant), today), ct));
        return command;
    }

    private static async Task<int> RecordAsync(CommandContext context, string name, Func<EffectiveDate, AccountEvent> fact, CancellationToken ct)
    {
        await using var ledger = await context.OpenExistingAsync(ct);
        var refusal = await ledger.Services.GetRequiredService<AccountManager>().ChangeAsync(name, fact, AccountManager.CommandLine, ct);
        return refusal is null ? await ShowAsync(context, ledger, name, null, ct) : throw Failure(refusal);
    }

    private static (string Password, string? Made) Choose(bool fromInput, string account)
    {
        if (!fromInput)
        {
            var made = Passwords.Random();
            return (made, made);
        }

        var given = Console.In.ReadLine() ?? "";
        return Passwords.Wrong(given, account) is { } wrong ? throw new LedgerFailure(ExitCode.Failed, wrong) : (given, null);
    }

    private static async Task<int> ListAsync(CommandContext context, CancellationToken ct)
    {
        await using var ledger = await context.OpenExistingAsync(ct);
        var found = (await ledger.Services.GetRequiredService<IdentityDirectory>().ListAsync<Account>("", int.MaxValue, ct)).Where(one => one.State.Exists).ToList();
        var locked = await ledger.Services.GetRequiredService<Lockouts>().OfAsync([.. found.Select(one => one.Id)], ct);
        Print(context, [.. found.Select(one => AccountItem.Of(one.State, one.Since, locked.TryGetValue(one.Id, out var until) ? until : null))]);
        return ExitCode.Done;
    }

    private static async Task<int> ShowAsync(CommandContext context, LedgerInstance ledger, string name, string? password, CancellationToken ct)
    {
        var account = await ledger.Services.GetRequiredService<IdentityDirectory>().AccountAsync(name, ct);
        var item = AccountItem.Of(account, null, null) with { Password = password };
        if (context.AsJson)
        {
            Json.Write(context.Terminal, item);
            return ExitCode.Done;
        }

        context.Terminal.Out.WriteLine($"{item.Name}: {item.State}{string.Concat(item.Grants.Select(grant => $" {Text(grant)}"))}");
        if (password is not null) context.Terminal.Out.WriteLine(context.Say($"密码（仅显示这一次）：{password}", $"Password (shown this once): {password}"));
        return ExitCode.Done;
    }

    private static void Print(CommandContext context, List<AccountItem> items)
    {
        if (context.AsJson)
        {
            Json.Write(context.Terminal, new { total = items.Count, items });
            return;
        }

        var sheet = new Sheet(context.Terminal).Column(context.Say("账号", "Account"), whole: true).Column(context.Say("姓名", "Name"))
            .Column(context.Say("状态", "State"), whole: true).Column(context.Say("角色", "Roles"));
        foreach (var item in items) sheet.Row(item.Name, item.DisplayName ?? "—", item.State, string.Join(", ", item.Grants.Select(Text)));
        sheet.Print();
        Heading.Count(context, items.Count, items.Count, "个账号", "accounts");
    }

    private static string Text(GrantItem grant) => $"{Code<Role>.Of(grant.Role)}@{grant.Region}";
}
