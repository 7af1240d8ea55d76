using Ledger.Domain.Plans;
using Ledger.Domain.Projects;
using Ledger.Server.Hosting;
using Ledger.Server.Projects;
using Ledger.Server.Tests.Api;
using Ledger.Server.Web;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Ledger.Server.Tests.Answers;

/// <summary>Pages from what is remembered of the projects are those that the database gives.</summary>
public sealed class BoardMemoryTests(ApiHost host) : IClassFixture<ApiHost>
{
    [Fact]
    public async Task At_any_two_times_a_page_from_memory_is_that_of_the_database()
    {
        for (var i = 0; i < 70; i++)
        {
            var (plan, day) = ("wuxi-145", new DateOnly(2022, 1, 1).AddDays(i * 7 % 300));
            await host.RecordAsync($"project-{plan}.p{i}", "填报员甲",
                World.Planned(plan, $"{i}", $"第{i}小学", Category.Compulsory, Nature.New, i % 2 == 0, null, day),
                new ProjectEvent.ConstructionStarted { Effective = World.On(day.AddDays(i % 40)) });
        }

        var head = (await host.Store.HeadAsync()).Position;
        await using var forgetful = ApiHost.Build(host.ConnectionString, "--Answers:RowsBytes=0", "--Answers:CacheBytes=0");
        await forgetful.Services.PrepareAsync(default);
        forgetful.Services.GetRequiredService<StartupState>().Enter(StartupPhase.Ready);
        await forgetful.StartAsync();
        using var client = ApiHost.ClientOf(forgetful);
        var memory = host.Services.GetRequiredService<BoardMemory>();
        var compared = 0;
        for (var position = 1L; position <= head; position += 11)
            foreach (var day in new[] { new DateOnly(2021, 3, 1), new DateOnly(2022, 3, 31), new DateOnly(2022, 7, 1), new DateOnly(2025, 1, 1) })
            {
                // Two pages and what lies behind them, on either basis.
                foreach (var basis in new[] { "", "&basis=confirmed" })
                {
                    var address = $"/api/v1/projects?plan=wuxi-145&asOf={day:yyyy-MM-dd}&knownAt={position}&limit=30{basis}";
                    for (string? cursor = ""; cursor is not null; compared++)
                    {
                        var remembered = await host.Client.GetStringAsync(new Uri(address + cursor, UriKind.Relative));
                        remembered.ShouldBe(await client.GetStringAsync(new Uri(address + cursor, UriKind.Relative)), address);
                        cursor = System.Text.Json.Nodes.JsonNode.Parse(remembered)!["next"]?.GetValue<string>() is { } next ? $"&cursor={next}" : null;
                    }
                }
            }

        compared.ShouldBeGreaterThan(100);
        memory.Answered.ShouldBeGreaterThan(compared / 2, "most pages came from memory");
        forgetful.Services.GetRequiredService<BoardMemory>().Answered.ShouldBe(0);
        // What was remembered is not told about what came after.
        await host.RecordAsync("project-wuxi-145.p0", "填报员甲", new ProjectEvent.ProgressReported { Percent = 77, Effective = World.On(new(2022, 6, 1)) });
        (await host.Client.GetStringAsync(new Uri($"/api/v1/projects?plan=wuxi-145&asOf=2022-07-01&knownAt={head + 1}", UriKind.Relative))).ShouldContain("\"percent\":77");
        (await host.Client.GetStringAsync(new Uri($"/api/v1/projects?plan=wuxi-145&asOf=2022-07-01&knownAt={head}", UriKind.Relative))).ShouldNotContain("\"percent\":77");
        await forgetful.StopAsync();
    }
}
