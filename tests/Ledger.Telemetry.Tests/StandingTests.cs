using Ledger.Postgres;
using Ledger.Postgres.EventStore;
using Ledger.Postgres.Measures;
using Ledger.Server.Tests.Health;
using Ledger.Server.Tests.Recording;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Shouldly;
using Xunit;

namespace Ledger.Telemetry.Tests;

/// <summary>What is shown when something is wrong. Every test has a server of its own, and no other runs beside it.</summary>
[Collection(MeasuresAlone.Name)]
public sealed class StandingTests : IAsyncLifetime
{
    private readonly RecordingHost _host = new();

    public Task InitializeAsync() => _host.InitializeAsync();

    public Task DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task A_read_model_that_stopped_is_halted_and_falls_behind_in_entries_and_in_time()
    {
        await _host.PlanAsync();
        await _host.Store.AppendAsync(new AppendRequest(
            [new StreamAppend("project-b", "project", ExpectedVersion.None, [new NewEntry("project_teleported", "{}"u8.ToArray())])], "test"));
        await _host.Store.AppendAsync(new AppendRequest(
            [new StreamAppend("note-a", "note", ExpectedVersion.None, [new NewEntry("note_taken", "{}"u8.ToArray())])], "test"));
        var scrape = await UntilAsync(scrape => scrape.Sum("ledger_project_halted") == 2 && scrape.Sum("ledger_project_lag", ("ledger_read_model", "plans")) == 0);
        scrape.Find("ledger_project_halted").Where(halted => halted.Value == 1).Select(halted => halted.Labels["ledger_read_model"])
            .ShouldBe(["projects", "confirmed_projects"], ignoreOrder: true);
        scrape.Sum("ledger_project_lag", ("ledger_read_model", "projects")).ShouldBe(2);
        scrape.Sum("ledger_project_lag_time_seconds", ("ledger_read_model", "projects")).ShouldBeInRange(0.001, 60);
        scrape.Sum("ledger_project_lag_time_seconds", ("ledger_read_model", "plans")).ShouldBe(0);
    }

    [Fact]
    public async Task A_database_that_is_away_is_told_and_what_is_not_known_is_not_shown()
    {
        var name = new NpgsqlConnectionStringBuilder(_host.ConnectionString).Database!;
        try
        {
            (await Scrape.OfAsync(_host.Client)).Find("ledger_database_up").Single().Value.ShouldBe(1);
            await DatabaseGoneTests.AdministerAsync($"alter database {name} with allow_connections false", $"select pg_terminate_backend(pid) from pg_stat_activity where datname = '{name}'");
            var away = await UntilAsync(scrape => scrape.Find("ledger_database_up").Single().Value == 0);
            away.Find("ledger_log_position").ShouldBeEmpty();
            away.Find("ledger_project_lag").ShouldBeEmpty();
            await DatabaseGoneTests.AdministerAsync($"alter database {name} with allow_connections true");
            (await UntilAsync(scrape => scrape.Find("ledger_database_up").Single().Value == 1)).Find("ledger_project_lag").Count.ShouldBe(6);
        }
        finally
        {
            await DatabaseGoneTests.AdministerAsync($"alter database {name} with allow_connections true");
        }
    }

    [Fact]
    public async Task The_lag_of_subscriptions_is_asked_of_who_knows_it()
    {
        // As the container makes it where somebody has registered who knows.
        _host.Services.GetRequiredService<LedgerStanding>().Dispose();
        var database = _host.Services.GetRequiredService<LedgerDatabase>();
        using var standing = new LedgerStanding(database, [new Lags()]);
        await standing.RefreshAsync();
        var scrape = await Scrape.OfAsync(_host.Client);
        scrape.Find("ledger_deliver_lag", ("ledger_subscription", "s1")).Single().Value.ShouldBe(12);
        scrape.Find("ledger_deliver_lag_time_seconds", ("ledger_subscription", "s1")).Single().Value.ShouldBe(1.5);
    }

    private async Task<Scrape> UntilAsync(Func<Scrape, bool> done)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var scrape = await Scrape.OfAsync(_host.Client);
        while (!done(scrape) && !patience.IsCancellationRequested) scrape = await Scrape.OfAsync(_host.Client);
        done(scrape).ShouldBeTrue(string.Join('\n', scrape.All.Where(series => series.Name.StartsWith("ledger_", StringComparison.Ordinal) && !series.Labels.ContainsKey("le"))
            .Select(series => $"{series.Name}{{{string.Join(',', series.Labels)}}} {series.Value}")));
        return scrape;
    }

    private sealed class Lags : ISubscriptionLags
    {
        public Task<IReadOnlyList<SubscriptionLag>> ReadAsync(CancellationToken ct) =>
            Task.FromResult<IReadOnlyList<SubscriptionLag>>([new SubscriptionLag("s1", 12, TimeSpan.FromSeconds(1.5))]);
    }
}
