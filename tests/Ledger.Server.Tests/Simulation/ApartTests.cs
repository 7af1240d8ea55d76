using System.Net;
using Ledger.Domain.Simulations;
using Ledger.Postgres;
using Ledger.Postgres.ReadModels;
using Ledger.Server.Identity;
using Ledger.Server.Simulation;
using Ledger.Server.Tests.Recording;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Ledger.Server.Tests.Simulation;

/// <summary>Over HTTP: nobody records on what is simulated, no answer over all plans holds any of it, and every item says what it is.</summary>
public sealed class ApartTests(RecordingHost host) : IClassFixture<RecordingHost>, IAsyncLifetime
{
    private const string Region = Office.Region;
    private static readonly string Everywhere = TestSignIn.As("user:li", "user:li", "recorder@*", "reviewer@*");
    private string _school = "";

    public async Task InitializeAsync()
    {
        var report = await new Simulator(host.Store, host.Services.GetRequiredService<LedgerDatabase>()).RunAsync(1, new DateOnly(2022, 6, 30));
        _school = report.LastPosition is null ? "wuxi-145.school-1" : await host.PlanAsync();
        (await host.Services.GetRequiredService<ReadModelCatalog>().WaitForAsync((await host.Store.HeadAsync()).Position, TimeSpan.FromSeconds(20))).ShouldBeTrue();
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Nobody_records_reviews_voids_or_plans_on_a_simulated_plan()
    {
        const string Project = "sim-1.vocational-centre-new";
        var entries = await host.GetAsync($"/api/v1/projects/{Project}/entries?limit=500");
        var clerks = entries["items"]!.AsArray().Last(item => item!["actor"]!.GetValue<string>() == Office.Zhou.Actor)!["position"]!.GetValue<long>();
        Answer[] answers =
        [
            await host.PostAsync($"/api/v1/projects/{Project}/entries", """{"type": "progress_reported", "effectiveOn": "2022-06-01", "percent": 30}""", Everywhere),
            await host.PostAsync($"/api/v1/entries/{clerks}/void", """{"reason": "错"}""", Everywhere),
            await host.PostAsync($"/api/v1/entries/{clerks}/review", """{"verdict": "confirmed"}""", Everywhere),
            await host.PostAsync("/api/v1/projects", Bodies.Planned("mine", "2022-03-31").Replace("wuxi-145", "sim-1", StringComparison.Ordinal), Everywhere),
        ];
        answers.ShouldAllBe(answer => answer.Status == HttpStatusCode.UnprocessableEntity && answer.Code == "thing_is_simulated", string.Join('\n', answers.Select(answer => answer.Text)));
    }

    [Fact]
    public async Task Nobody_gets_behind_a_simulated_clerk()
    {
        var accounts = host.Services.GetRequiredService<AccountManager>();
        var refused = new SimulationRefusals.ThingIsSimulated("sim.zhou");
        (await accounts.SetPasswordAsync("sim.zhou", "correct horse battery", "user:admin", default)).ShouldBe(refused);
        (await accounts.CreateAsync("sim.mine", null, [], "correct horse battery", "user:admin", default)).ShouldBe(new SimulationRefusals.ThingIsSimulated("sim.mine"));
        (await accounts.ChangeAsync("sim.zhou", today => new Domain.Accounts.AccountEvent.AccountDisabled { Effective = today }, "user:admin", default)).ShouldBe(refused);
        (await host.Services.GetRequiredService<KeyManager>().IssueAsync("sim.zhou", "schlüssel", null, null, "user:admin", default)).Refusal.ShouldBe(refused);
        (await host.Services.GetRequiredService<FirstAdministrator>().EnsureAsync(default)).ShouldNotBeNull("a ledger with nobody but simulated clerks has no administrator yet");
    }

    [Theory]
    [InlineData("projects", "", false)]
    [InlineData("projects", "simulated=false", false)]
    [InlineData("projects", "simulated=true", true)]
    [InlineData("projects", "plan=sim-1", true)]
    [InlineData("projects", "region=" + Region, true)]
    [InlineData("projects", "region=009901", true)]
    [InlineData("projects", "plan=wuxi-145", false)]
    [InlineData("plans", "simulated=true", true)]
    [InlineData("plans", "simulated=false", false)]
    [InlineData("indicators", "simulated=true", true)]
    [InlineData("indicators", "plan=sim-1", true)]
    public async Task A_listing_holds_one_of_the_two(string things, string query, bool simulated)
    {
        var items = (await host.GetAsync($"/api/v1/{things}?limit=500&{query}"))["items"]!.AsArray();
        items.Count.ShouldBeGreaterThan(0);
        items.ShouldAllBe(item => item!["simulated"]!.GetValue<bool>() == simulated);
    }

    [Fact]
    public async Task Nothing_is_listed_where_both_are_asked_for_and_excluded()
    {
        (await host.GetAsync("/api/v1/projects?plan=sim-1&simulated=false"))["total"]!.GetValue<long>().ShouldBe(0);
        (await host.GetAsync("/api/v1/indicators"))["total"]!.GetValue<long>().ShouldBe(0, "the ledger's only indicators are simulated");
        (await host.GetAsync("/api/v1/plans"))["items"]!.AsArray().Select(plan => plan!["simulated"]!.GetValue<bool>()).Distinct().Count().ShouldBe(2);
    }

    [Fact]
    public async Task Every_entry_says_what_it_is_and_when_its_clerk_recorded_it()
    {
        var simulated = (await host.GetAsync("/api/v1/projects/sim-1.qingshi-experimental-expansion-1/entries"))["items"]!.AsArray();
        simulated.ShouldAllBe(item => item!["simulated"]!.GetValue<bool>() && item["simulatedAt"] != null && item["simulatedAt"]!.GetValue<DateTimeOffset>().Year <= 2022);
        var real = (await host.GetAsync($"/api/v1/projects/{_school}/entries"))["items"]!.AsArray();
        real.ShouldAllBe(item => !item!["simulated"]!.GetValue<bool>() && item["simulatedAt"] == null);
        (await host.GetAsync("/api/v1/compare?plan=sim-1"))["simulated"]!.GetValue<bool>().ShouldBeTrue();
    }
}
