using System.Text.Json;
using Shouldly;
using Xunit;

namespace Ledger.Server.Tests.Commands.EndToEnd;

/// <summary><c>simulate</c> as a process of its own: killed at any moment, beside a server, and before the first start.</summary>
public sealed class SimulateTests
{
    [Fact]
    public async Task Killed_in_the_middle_it_goes_on_and_the_first_start_still_makes_its_administrator_and_offers_no_second_time()
    {
        using var data = DataFolder.New();
        foreach (var milliseconds in new[] { 3_500, 2_500, 3_000 })
        {
            using var killed = LedgerProcess.Start(data.Path, "simulate", "--until", "2026-06-30");
            await Task.Delay(milliseconds);
            await killed.KillAsync();
        }

        (await LedgerProcess.RunAsync(data.Path, "simulate", "--until", "2026-06-30")).ExitCode.ShouldBe(0);
        using (var server = LedgerProcess.Start(data.Path))
        {
            var plans = await server.GetAsync("/api/v1/plans");
            plans.GetProperty("items").EnumerateArray().Count(plan => plan.GetProperty("simulated").GetBoolean()).ShouldBe(1);
            server.Said.ShouldContain("Administrator admin");
            server.Said.ShouldContain("'ledger simulate");
            var beside = await LedgerProcess.RunAsync(data.Path, "simulate", "--until", "2026-06-30", "--json");
            JsonDocument.Parse(beside.Said).RootElement.GetProperty("lastPosition").ValueKind.ShouldBe(JsonValueKind.Null, beside.Said);
            (await server.TerminateAsync()).ShouldBe(0, server.Said);
        }

        using var again = LedgerProcess.Start(data.Path);
        await again.ReadyAsync();
        var doctor = await LedgerProcess.RunAsync(data.Path, "doctor", "--full");
        doctor.ExitCode.ShouldBe(0, doctor.Said);
        (await again.TerminateAsync()).ShouldBe(0, again.Said);
        again.Said.ShouldNotContain("ledger simulate");
    }
}
