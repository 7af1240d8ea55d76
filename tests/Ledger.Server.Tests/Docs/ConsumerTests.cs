using System.Diagnostics;
using System.Text.Json.Nodes;
using Ledger.Domain.Projects;
using Ledger.Server.Tests.Api;
using Ledger.Server.Tests.OpenApi;
using Shouldly;
using Xunit;

namespace Ledger.Server.Tests.Docs;

/// <summary>The consumers of the guide: each is killed in the middle and ends with every entry, once and in order.</summary>
public sealed class ConsumerTests(ApiHost host) : IClassFixture<ApiHost>, IDisposable
{
    private static readonly string Consumers = Path.Combine(Repository.Root, "docs", "guides", "consumers");

    private readonly string _folder = Directory.CreateTempSubdirectory("ledger-consumer-").FullName;

    private string Ledger => host.Client.BaseAddress!.ToString().TrimEnd('/');

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public Task In_curl() => HoldAsync(
        () => new ProcessStartInfo("bash", [Path.Combine(Consumers, "consumer.sh"), Ledger, _folder]),
        () => Directory.Exists(Path.Combine(_folder, "pages")) ? [.. Directory.GetFiles(Path.Combine(_folder, "pages"), "*.ndjson").Order(StringComparer.Ordinal).SelectMany(Lines)] : []);

    [Fact]
    public async Task In_TypeScript()
    {
        var packages = await NodePackages.FolderAsync("tsx@4.20.6");
        var program = Path.Combine(packages, "consumer.mts");
        File.Copy(Path.Combine(Consumers, "consumer.ts"), program, overwrite: true);
        await HoldAsync(() => new ProcessStartInfo("node", ["--import", "tsx", program, Ledger, Output]) { WorkingDirectory = packages }, () => Lines(Output));
    }

    [Fact]
    public async Task In_CSharp()
    {
        // In a folder of its own, where no project's settings hold.
        var program = Path.Combine(_folder, "consumer.cs");
        File.Copy(Path.Combine(Consumers, "consumer.cs"), program);
        var (exitCode, said) = await NodePackages.RunAsync("dotnet", _folder, "build", program, "-o", Path.Combine(_folder, "out"));
        exitCode.ShouldBe(0, said);
        await HoldAsync(() => new ProcessStartInfo("dotnet", [Path.Combine(_folder, "out", "consumer.dll"), Ledger, Output]), () => Lines(Output));
    }

    private string Output => Path.Combine(_folder, "entries.ndjson");

    private async Task HoldAsync(Func<ProcessStartInfo> start, Func<List<string>> lines)
    {
        var first = Start(start());
        try
        {
            for (var i = 0; i < 600 && lines().Count < 5; i++) await Task.Delay(50);
        }
        finally
        {
            await KillAsync(first);
        }

        await RecordAsync();
        var second = Start(start());
        try
        {
            await RecordAsync();
            var wanted = (await host.GetAsync("/api/v1/feed?limit=1000"))["entries"]!.AsArray().Select(entry => entry!["id"]!.GetValue<string>()).ToList();
            for (var i = 0; i < 600 && lines().Count < wanted.Count; i++) await Task.Delay(50);
            lines().ConvertAll(line => JsonNode.Parse(line)!["id"]!.GetValue<string>()).ShouldBe(wanted);
        }
        finally
        {
            await KillAsync(second);
        }
    }

    private Task RecordAsync() => host.RecordAsync($"project-{World.Kindergarten}", "填报员甲",
        [.. Enumerable.Range(1, 7).Select(percent => new ProjectEvent.ProgressReported { Percent = percent, Effective = World.On(new(2024, 1, 1)) })]);

    private static Process Start(ProcessStartInfo start)
    {
        start.RedirectStandardError = start.RedirectStandardOutput = true;
        var process = Process.Start(start)!;
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        return process;
    }

    private static async Task KillAsync(Process process)
    {
        using (process)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }
    }

    // Whole lines only: one may be being written.
    private static List<string> Lines(string file)
    {
        if (!File.Exists(file)) return [];
        using var reader = new StreamReader(new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        var text = reader.ReadToEnd();
        return [.. text[..(text.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries)];
    }
}
