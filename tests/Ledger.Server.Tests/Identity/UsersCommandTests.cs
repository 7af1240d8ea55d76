using Ledger.Server.Commands;
using Ledger.Server.Tests.Commands;
using Ledger.Testing;
using Microsoft.Extensions.Configuration;
using Shouldly;
using Xunit;

namespace Ledger.Server.Tests.Identity;

/// <summary><c>users</c> and <c>keys</c>.</summary>
public sealed class UsersCommandTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task Accounts_and_keys_are_managed_on_the_command_line()
    {
        var added = (await RunAsync("users add zhang.san --display 张三 --grant recorder@巫溪县 reviewer@* --json")).ShouldEndWith(0).Json;
        added.GetProperty("password").GetString()!.Length.ShouldBe(24);
        added.GetProperty("grants").GetArrayLength().ShouldBe(2);
        (await RunAsync("users revoke zhang.san reviewer@* --json")).ShouldEndWith(0).Json.GetProperty("grants").GetArrayLength().ShouldBe(1);
        (await RunAsync("users grant zhang.san supervisor --lang en")).ShouldEndWith(0).Out.ShouldContain("supervisor@*");

        var key = (await RunAsync("keys issue --owner zhang.san --name 导入 --grant recorder@巫溪县 --days 30 --json")).ShouldEndWith(0).Json;
        key.GetProperty("key").GetString().ShouldStartWith($"ledger_{key.GetProperty("id").GetString()}_");
        (await RunAsync("keys list --owner zhang.san --json")).ShouldEndWith(0).Json.GetProperty("items")[0].GetProperty("key").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
        (await RunAsync($"keys revoke {key.GetProperty("id").GetString()} --json")).ShouldEndWith(0).Json.GetProperty("state").GetString().ShouldBe("revoked");
        (await RunAsync("keys list --lang en")).ShouldEndWith(0).Out.ShouldContain("revoked");

        (await RunAsync("users disable zhang.san")).ShouldEndWith(0);
        (await RunAsync("users list --json")).ShouldEndWith(0).Json.GetProperty("items")[0].GetProperty("state").GetString().ShouldBe("disabled");
        (await RunAsync("users enable zhang.san")).ShouldEndWith(0);
        (await RunAsync("users list --lang zh")).ShouldEndWith(0).Out.ShouldContain("张三");
    }

    [Theory]
    [InlineData("users add Zhang", 1, "account_name_invalid")]
    [InlineData("users disable nobody", 1, "account_not_created")]
    [InlineData("users password nobody", 1, "account_not_created")]
    [InlineData("users grant nobody recorder", 2, "does not say where")]
    [InlineData("users grant nobody wizard", 2, "is no role")]
    [InlineData("users grant nobody supervisor@巫溪县", 2, "does not say where")]
    [InlineData("keys issue --owner nobody --name x", 1, "key_owner_not_active")]
    [InlineData("keys issue --owner nobody", 2, "--name")]
    [InlineData("keys issue --owner nobody --name x --days 1000", 1, "key_expiry_out_of_range")]
    [InlineData("keys revoke nothing", 1, "key_not_issued")]
    public async Task What_is_wrong_is_one_sentence(string line, int exitCode, string sentence)
    {
        var run = (await RunAsync(line)).ShouldEndWith(exitCode);
        run.Out.ShouldBeEmpty();
        run.Error.ShouldContain(sentence);
    }

    [Fact]
    public async Task Every_command_has_help_with_an_example()
    {
        foreach (var command in new[] { "users", "users list", "users add", "users disable", "users enable", "users grant", "users revoke", "users password", "keys", "keys list", "keys issue", "keys revoke" })
            (await RunAsync($"{command} --help")).ShouldEndWith(0).Out.ShouldContain($"ledger {command}");
    }

    [Fact]
    public async Task Every_command_of_the_guide_is_one()
    {
        var lines = (await File.ReadAllLinesAsync(Path.Combine(OpenApi.Repository.Root, "docs", "guides", "identity.md")))
            .Where(line => line.StartsWith("ledger ", StringComparison.Ordinal)).Select(line => line["ledger ".Length..].Split('#')[0].Trim()).ToList();
        lines.Count.ShouldBeGreaterThan(7);
        var terminal = new Terminal(TextWriter.Null, TextWriter.Null, false, false, 80);
        foreach (var line in lines)
            CommandLine.Root(terminal, new ConfigurationBuilder().Build()).Parse(line).Errors.Select(error => $"{line}: {error.Message}").ShouldBeEmpty();
    }

    private Task<CommandRun> RunAsync(string line) => CommandRun.OnAsync(database, line.Split(' '));
}
