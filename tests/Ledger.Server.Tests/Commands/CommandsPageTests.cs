using System.Globalization;
using System.Text.RegularExpressions;
using Ledger.Server.Web;
using Shouldly;
using Xunit;

namespace Ledger.Server.Tests.Commands;

/// <summary>The examples of docs/reference/commands.md and of the README say what the commands say. LEDGER_WRITE_DOCS=1 writes them anew.</summary>
public sealed partial class CommandsPageTests(ImportedLedger ledger) : IClassFixture<ImportedLedger>
{
    private static readonly string Root = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "..", "..", ".."));

    [Theory]
    [InlineData("docs/reference/commands.md", 10)]
    [InlineData("README.md", 2)]
    public async Task Every_example_prints_what_the_page_shows(string name, int atLeast)
    {
        var path = Path.Combine(Root, name);
        var page = (await File.ReadAllTextAsync(path)).ReplaceLineEndings("\n");
        var examples = Example().Matches(page);
        examples.Count.ShouldBeGreaterThanOrEqualTo(atLeast);
        var expected = page;
        foreach (Match example in examples)
            expected = expected.Replace(example.Value, await RunAsync(example.Groups["line"].Value), StringComparison.Ordinal);
        if (Environment.GetEnvironmentVariable("LEDGER_WRITE_DOCS") == "1") await File.WriteAllTextAsync(path, expected);
        else page.ShouldBe(expected, "the page is out of date: run this test with LEDGER_WRITE_DOCS=1");
    }

    [Fact]
    public async Task Every_command_has_a_section()
    {
        var page = await File.ReadAllTextAsync(Path.Combine(Root, "docs", "reference", "commands.md"));
        foreach (var line in (await ledger.RunAsync("--help")).Out.Split('\n').SkipWhile(line => line != "Commands:").Skip(1))
            if (CommandName().Match(line) is { Success: true } name) page.ShouldContain($"\n## {name.Value.Trim()}\n");
    }

    private async Task<string> RunAsync(string line)
    {
        var parts = line.Split(" | ");
        var words = parts[0].Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..].Select(word => word.StartsWith("src/", StringComparison.Ordinal) ? Path.Combine(Root, word) : word).ToList();
        if (!words.Contains("--lang")) words.AddRange(["--lang", "en"]);
        var printed = Steady((await ledger.RunAsync([.. words])).ShouldEndWith(0).Out).TrimEnd('\n').Split('\n');
        if (parts is [_, var tail]) printed = [.. printed.TakeLast(int.Parse(tail.Split(' ')[^1], CultureInfo.InvariantCulture))];
        return $"```console\n$ {line}\n{string.Join('\n', printed)}\n```";
    }

    // What differs from run to run: when the entries were recorded, digests, which cover that, and the server.
    private static string Steady(string printed)
    {
        var today = TimeProvider.System.Today().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        printed = Server().Replace(printed, "PostgreSQL 18.4");
        return Digest().Replace(TimeOfDay().Replace(printed.Replace(today, "2026-11-22", StringComparison.Ordinal), "16:00:00"), "0123456789abcdef…");
    }

    [GeneratedRegex(@"```console\n\$ (?<line>ledger [^\n]*)\n(?:(?!```)[^\n]*\n)*```")]
    private static partial Regex Example();

    [GeneratedRegex("^  [a-z]+ ")]
    private static partial Regex CommandName();

    [GeneratedRegex(@"\b\d\d:\d\d:\d\d\b")]
    private static partial Regex TimeOfDay();

    [GeneratedRegex(@"PostgreSQL \d+\.\d+")]
    private static partial Regex Server();

    [GeneratedRegex("[0-9a-f]{16}…")]
    private static partial Regex Digest();
}
