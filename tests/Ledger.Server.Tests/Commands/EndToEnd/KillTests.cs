using System.Globalization;
using System.Text.RegularExpressions;
using Shouldly;
using Xunit;

namespace Ledger.Server.Tests.Commands.EndToEnd;

/// <summary>kill -9 at any moment: the next start recovers by itself, and nothing acknowledged is lost.</summary>
public sealed partial class KillTests
{
    [Fact]
    public async Task Whatever_is_killed_under_a_running_ledger_it_recovers_by_itself()
    {
        using var data = DataFolder.New();
        long position;
        using (var first = LedgerProcess.Start(data.Path))
        {
            position = await PositionAsync(first);
            // PostgreSQL alone: the server answers 503 for a while, starts it again, and goes on.
            var killed = data.Postgres;
            data.KillPostgres();
            await RestartedAsync(first, data, killed);
            (await PositionAsync(first)).ShouldBe(position);
            await first.KillAsync(); // the server alone
        }

        data.Postgres.ShouldNotBeNull("PostgreSQL outlives a killed server");
        using (var second = LedgerProcess.Start(data.Path))
        {
            (await PositionAsync(second)).ShouldBe(position);
            await second.KillAsync(); // both
            data.KillPostgres();
        }

        using var third = LedgerProcess.Start(data.Path);
        (await PositionAsync(third)).ShouldBe(position);
        (await third.TerminateAsync()).ShouldBe(0, third.Said);
        data.Postgres.ShouldBeNull();
    }

    [Theory]
    [InlineData(2, false)]
    [InlineData(3, true)]
    public async Task Killed_in_the_middle_of_the_first_start_the_next_one_ends_what_it_began(int seed, bool postgresToo)
    {
        var random = new Random(seed);
        using var data = DataFolder.New();
        long acknowledged = 0;
        for (var attempt = 0; attempt < 2; attempt++)
        {
            using var killed = LedgerProcess.Start(data.Path);
            await ImportingAsync(killed, data, random.Next(0, 5));
            await Task.Delay(random.Next(0, 60));
            if (postgresToo && data.Postgres is not null) data.KillPostgres();
            await killed.KillAsync();
            acknowledged = Math.Max(acknowledged, Acknowledged(killed));
        }

        using var next = LedgerProcess.Start(data.Path);
        (await PositionAsync(next)).ShouldBeGreaterThanOrEqualTo(acknowledged);
        (await next.GetAsync("/api/v1/plans")).GetProperty("total").GetInt64().ShouldBe(5);
        var doctor = await LedgerProcess.RunAsync(data.Path, "doctor", "--full");
        doctor.ExitCode.ShouldBe(0, doctor.Said);
        (await next.TerminateAsync()).ShouldBe(0, next.Said);
    }

    // Until so many plans are in, or the cluster is there for the first; or it is done already.
    private static async Task ImportingAsync(LedgerProcess ledger, DataFolder data, int plans)
    {
        for (var i = 0; i < 3_000; i++)
        {
            if (Added().Count(ledger.Said) >= plans && (plans > 0 || data.Postgres is not null)) return;
            if (ledger.Said.Contains("is ready", StringComparison.Ordinal)) return;
            await Task.Delay(10);
        }
    }

    private static long Acknowledged(LedgerProcess ledger) =>
        Added().Matches(ledger.Said).Select(match => long.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)).DefaultIfEmpty(0).Max();

    private static async Task<long> PositionAsync(LedgerProcess ledger) => (await ledger.GetAsync("/health/ready")).GetProperty("position").GetInt64();

    // Backends outlive their postmaster for a moment and still answer: ready means ready on another one.
    private static async Task RestartedAsync(LedgerProcess ledger, DataFolder data, int? killed)
    {
        for (var i = 0; i < 300; i++)
        {
            if (data.Postgres is { } pid && pid != killed && await ledger.StatusAsync("/health/ready") == 200) return;
            await Task.Delay(100);
        }

        throw new TimeoutException("It did not get ready again:\n" + ledger.Said);
    }

    [GeneratedRegex(@"entries added at positions \d+ to (\d+)")]
    private static partial Regex Added();
}
