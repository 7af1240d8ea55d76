using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Ledger.Domain.Accounts;
using Ledger.Server.Tests.Api;
using Ledger.Server.Tests.Evidence;
using Ledger.Server.Tests.Identity;
using Shouldly;
using Xunit;

namespace Ledger.Server.Tests.Docs;

/// <summary>The examples of the page <c>/api-guide</c> do what they say: they are taken from the page and run one after the other.</summary>
public sealed partial class ApiGuideTests(IdentityHost host) : IClassFixture<IdentityHost>
{
    [Fact]
    public async Task Every_example_of_the_page_runs()
    {
        using var reader = host.Program(null);
        var page = await reader.GetStringAsync(new Uri("/api-guide", UriKind.Relative));
        var scripts = Script().Matches(page).Select(match => WebUtility.HtmlDecode(match.Groups["script"].Value)).ToList();
        scripts.Count.ShouldBe(6);
        await GuideTests.World.PlannedAtAsync(host);
        var folder = Directory.CreateTempSubdirectory("ledger-guide-");
        try
        {
            await File.WriteAllBytesAsync(Path.Combine(folder.FullName, "照片.jpg"), Contents.Jpeg);
            var (exit, output) = await RunAsync(folder.FullName, string.Join("\necho\n", scripts));
            exit.ShouldBe(0, output);
            (await File.ReadAllTextAsync(Path.Combine(folder.FullName, "audit.csv"))).ShouldContain("entry_corrected");
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        var entries = (await (await reader.AskAsync($"/api/v1/projects/{World.School}/entries")).ShouldBeAsync(HttpStatusCode.OK))["items"]!.AsArray();
        entries.Select(entry => entry!["type"]!.GetValue<string>())
            .ShouldBe(["project_planned", "construction_started", "entry_corrected", "evidence_attached", "entry_reviewed"]);
        entries[2]!["review"]!["status"]!.GetValue<string>().ShouldBe("confirmed");
    }

    [Fact]
    public async Task It_leads_to_parts_that_the_reference_has()
    {
        using var reader = host.Program(null);
        var page = await reader.GetStringAsync(new Uri("/api-guide", UriKind.Relative));
        var tags = JsonNode.Parse(await reader.GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative)))!["tags"]!.AsArray().Select(tag => tag!["name"]!.GetValue<string>().ToLowerInvariant()).ToList();
        var links = Link().Matches(page).Select(match => match.Groups["tag"].Value).ToList();
        links.ShouldNotBeEmpty();
        links.Except(tags).ShouldBeEmpty();
    }

    private async Task<(int Exit, string Output)> RunAsync(string folder, string script)
    {
        using var bash = Process.Start(new ProcessStartInfo("bash", ["-eu", "-o", "pipefail", "-c", script])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["LEDGER"] = host.Address.ToString().TrimEnd('/'), ["PROJECT"] = World.School, ["LC_ALL"] = "C.UTF-8",
                ["KEY"] = await KeyAsync(new Grant(Role.Recorder, "巫溪县")), ["REVIEWER"] = await KeyAsync(new Grant(Role.Reviewer, "巫溪县")),
                ["SUPERVISOR"] = await KeyAsync(new Grant(Role.Supervisor, "*")),
            },
        })!;
        var (output, errors) = (bash.StandardOutput.ReadToEndAsync(), bash.StandardError.ReadToEndAsync());
        await bash.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));
        return (bash.ExitCode, await errors + await output);
    }

    private async Task<string> KeyAsync(Grant grant) => await host.KeyAsync(await host.AccountAsync(grant), 90, grant);

    [GeneratedRegex("<code class=\"run\">(?<script>.*?)</code>", RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Script();

    [GeneratedRegex("/scalar#tag/(?<tag>[a-z]+)", RegexOptions.ExplicitCapture)]
    private static partial Regex Link();
}
