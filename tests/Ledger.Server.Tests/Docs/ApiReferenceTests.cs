using System.Diagnostics;
using Ledger.Server.Tests.Api;
using Ledger.Server.Tests.OpenApi;
using Shouldly;
using Xunit;

namespace Ledger.Server.Tests.Docs;

public sealed class ApiReferenceTests(ApiHost host) : IClassFixture<ApiHost>
{
    /// <summary>Every example of the reference and of the guide to the feed does what it says, against a server with data.</summary>
    [Theory]
    [InlineData("reference/api.md", 8)]
    [InlineData("guides/feed.md", 1)]
    public async Task The_examples_run(string file, int atLeast)
    {
        var snippets = Snippets.Of(Path.Combine(Repository.Root, "docs", file));
        snippets.Count.ShouldBeGreaterThanOrEqualTo(atLeast);
        foreach (var (line, script) in snippets)
        {
            using var bash = Process.Start(new ProcessStartInfo("bash", ["-eu", "-o", "pipefail", "-c", script])
            {
                RedirectStandardOutput = true, RedirectStandardError = true, Environment = { ["LEDGER"] = host.Client.BaseAddress!.ToString().TrimEnd('/') },
            })!;
            var output = bash.StandardOutput.ReadToEndAsync();
            var errors = bash.StandardError.ReadToEndAsync();
            await bash.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));
            bash.ExitCode.ShouldBe(0, $"docs/{file}, line {line}: {await errors}{await output}");
        }
    }

    [Fact]
    public async Task Every_operation_is_on_the_page()
    {
        var page = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", "reference", "api.md"));
        var paths = (await host.GetAsync("/openapi/v1.json"))["paths"]!.AsObject().Select(path => path.Key).ToList();
        paths.Count.ShouldBeGreaterThan(10);
        paths.Where(path => !path.EndsWith("/entries", StringComparison.Ordinal) && !page.Contains($"`{path}`", StringComparison.Ordinal)).ShouldBeEmpty();
    }
}
