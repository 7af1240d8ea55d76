using System.Text;
using Shouldly;
using Xunit;

namespace Ledger.Server.Tests.Commands;

/// <summary>The commands that ask: tables for people, one JSON document for programs, at any two times.</summary>
public sealed class QuestionTests(ImportedLedger ledger) : IClassFixture<ImportedLedger>
{
    public static TheoryData<string> Questions => new(
        "plans", "projects", "projects --plan wuxi-145 --stage under-construction", "show wuxi-145", "show wuxi-145.baima-primary",
        "show wuxi-145.senior-high-stage-enrolment", "history wuxi-145.baima-primary", "history wuxi-145",
        "compare --plan wuxi-145 --from 2021-12-31 --to 2022-12-31", "findings --plan wuxi-145", "findings", "rebuild", "doctor");

    [Theory]
    [MemberData(nameof(Questions))]
    public async Task Json_is_one_document_and_nothing_else(string question)
    {
        var run = (await ledger.RunAsync([.. question.Split(' '), "--json"])).ShouldEndWith(0);
        run.Json.ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Object);
        run.Error.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Questions))]
    public async Task Text_fits_80_columns_and_has_no_escape_codes_in_a_pipe(string question)
    {
        foreach (var language in new[] { "zh", "en" })
        {
            var run = (await ledger.RunAsync([.. question.Split(' '), "--lang", language])).ShouldEndWith(0);
            run.Out.ShouldNotContain("\u001b");
            run.Out.ShouldNotBeEmpty();
            // Lines of lists are as long as their names; the lines of tables are drawn to fit.
            foreach (var line in run.Out.Split('\n').Where(line => line.StartsWith(' ') || line.StartsWith('─'))) Columns(line).ShouldBeLessThanOrEqualTo(80, line);
        }
    }

    [Fact]
    public async Task Ids_are_never_broken_over_lines()
    {
        var ids = (await ledger.RunAsync("projects", "--json")).Json.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetString()!).ToList();
        ids.Count.ShouldBeGreaterThan(40);
        var text = (await ledger.RunAsync("projects")).Out;
        foreach (var id in ids) text.ShouldContain(id);
    }

    [Fact]
    public async Task The_day_asked_about_decides_what_is_listed()
    {
        var plans = async (string day) => (await ledger.RunAsync("plans", "--as-of", day, "--json")).Json.GetProperty("total").GetInt64();
        (await plans("2020-12-31")).ShouldBe(0);
        (await plans("2022-12-31")).ShouldBe(3);
        (await plans("2025-12-31")).ShouldBe(5);
    }

    [Fact]
    public async Task What_was_known_then_decides_as_well()
    {
        (await ledger.RunAsync("projects", "--known-at", "0", "--json")).Json.GetProperty("total").GetInt64().ShouldBe(0);
        (await ledger.RunAsync("plans", "--known-at", "1", "--json")).Json.GetProperty("total").GetInt64().ShouldBe(1);
    }

    [Theory]
    [InlineData("projects --stage nonsense", 2, "--stage")]
    [InlineData("projects --limit 0", 2, "--limit")]
    [InlineData("plans --as-of 2022-13-01", 2, "--as-of")]
    [InlineData("plans --known-at 99999999", 2, "ends at position")]
    [InlineData("plans --known-at soon", 2, "--known-at")]
    [InlineData("nonsense", 2, "nonsense")]
    [InlineData("compare", 2, "--plan")]
    [InlineData("compare --plan nowhere", 1, "nowhere")]
    [InlineData("projects --plan nowhere", 1, "nowhere")]
    [InlineData("show nowhere", 1, "nowhere")]
    [InlineData("show wuxi-145 --as-of 2001-01-01", 1, "history")]
    [InlineData("history nowhere", 1, "nowhere")]
    [InlineData("import /nowhere", 1, "/nowhere")]
    [InlineData("plans --data /tmp/other", 2, "only one")]
    public async Task What_is_wrong_is_one_sentence_on_stderr_and_an_exit_code(string line, int exitCode, string sentence)
    {
        var run = (await ledger.RunAsync([.. line.Split(' '), "--lang", "en"])).ShouldEndWith(exitCode);
        run.Out.ShouldBeEmpty();
        run.Error.ShouldContain(sentence);
        run.Error.ShouldNotContain("   at ");
        run.Error.Trim().Split('\n').Length.ShouldBeLessThanOrEqualTo(2);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_told_in_one_sentence()
    {
        var run = (await CommandRun.WithAsync("Host=127.0.0.1;Port=1;Username=nobody;Password=secret", "plans")).ShouldEndWith(3);
        run.Error.Trim().Split('\n').Length.ShouldBe(1);
        run.Error.ShouldContain("127.0.0.1:1");
        run.Error.ShouldNotContain("secret");
    }

    [Fact]
    public async Task Every_command_has_help_with_an_example()
    {
        foreach (var command in new[] { "serve", "import", "plans", "projects", "show", "history", "compare", "findings", "rebuild", "doctor" })
            (await ledger.RunAsync(command, "--help")).ShouldEndWith(0).Out.ShouldContain($"ledger {command}".Replace("ledger serve", "ledger", StringComparison.Ordinal));
    }

    private static int Columns(string line) => line.EnumerateRunes().Sum(rune => rune.Value is >= 0x2E80 and < 0xFFE7 and not 0xFFFD ? 2 : 1);
}
