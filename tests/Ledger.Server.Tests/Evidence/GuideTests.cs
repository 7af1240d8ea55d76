using System.Diagnostics;
using System.Globalization;
using Ledger.Domain.Accounts;
using Ledger.Domain.Entries;
using Ledger.Domain.Plans;
using Ledger.Domain.Time;
using Ledger.Server.Tests.Api;
using Ledger.Server.Tests.Docs;
using Ledger.Server.Tests.Identity;
using Ledger.Server.Tests.OpenApi;
using Shouldly;
using Xunit;

namespace Ledger.Server.Tests.Evidence;

/// <summary>The guide says what works: its blocks are run one after the other, as a reader would.</summary>
public sealed class GuideTests(IdentityHost host) : IClassFixture<IdentityHost>
{
    [Fact]
    public async Task Every_block_of_the_guide_runs()
    {
        var snippets = Snippets.Of(Path.Combine(Repository.Root, "docs", "guides", "evidence.md"));
        snippets.Count.ShouldBe(5);
        var folder = Directory.CreateTempSubdirectory("ledger-evidence-");
        try
        {
            await File.WriteAllBytesAsync(Path.Combine(folder.FullName, "开工照片.jpg"), [.. Contents.Jpeg, .. new byte[400_000]]);
            await File.WriteAllBytesAsync(Path.Combine(folder.FullName, "验收证书.pdf"), Contents.Pdf);
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "验收记录.txt"), "验收合格。");
            var (exit, output) = await RunAsync(folder.FullName, string.Join('\n', snippets.Select(snippet => snippet.Script)));
            exit.ShouldBe(0, output);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private async Task<(int Exit, string Output)> RunAsync(string folder, string script)
    {
        var grant = new Grant(Role.Recorder, "巫溪县");
        var key = await host.KeyAsync(await host.AccountAsync(grant), 90, grant);
        using var bash = Process.Start(new ProcessStartInfo("bash", ["-eu", "-o", "pipefail", "-c", script])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["LEDGER"] = host.Address.ToString().TrimEnd('/'), ["KEY"] = key, ["LC_ALL"] = "C.UTF-8",
                ["ENTRY"] = (await World.PlannedAtAsync(host)).ToString(CultureInfo.InvariantCulture),
            },
        })!;
        var (output, errors) = (bash.StandardOutput.ReadToEndAsync(), bash.StandardError.ReadToEndAsync());
        await bash.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));
        return (bash.ExitCode, await errors + await output);
    }

    /// <summary>One published plan of the region with one project.</summary>
    internal static class World
    {
        public static async Task<long> PlannedAtAsync(IdentityHost host)
        {
            var issued = new DateOnly(2022, 3, 31);
            await host.RecordAsync("plan-wuxi-145", new PlanEvent.PlanPublished
            {
                Effective = EffectiveDate.OnDay(issued),
                Document = new PlanDocument("wuxi-145", "规划", null, "巫溪县人民政府", "巫溪县", null, ReducedDate.Of(issued), new(2021, 1, 1), new(2025, 12, 31), []),
            });
            await host.RecordAsync($"project-{Api.World.School}", Api.World.Planned("wuxi-145", "3", "白马小学改扩建工程", Category.Compulsory, null, null, null));
            return (await host.EntriesAsync($"project-{Api.World.School}"))[0].Position;
        }
    }
}
