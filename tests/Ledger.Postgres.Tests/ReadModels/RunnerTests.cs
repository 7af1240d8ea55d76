using Ledger.Domain.Entries;
using Ledger.Domain.Plans;
using Ledger.Domain.Projects;
using Ledger.Domain.Time;
using Ledger.Postgres.EventStore;
using Ledger.Postgres.ReadModels;
using Ledger.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Shouldly;
using Xunit;

namespace Ledger.Postgres.Tests.ReadModels;

/// <summary>The runner: in order, on one server at a time, never skipping, from its checkpoint.</summary>
public sealed class RunnerTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly TestDatabase _database = new();
    private TestLedger _ledger = null!;

    public async Task InitializeAsync()
    {
        await _database.InitializeAsync();
        _ledger = await TestLedger.OpenAsync(_database);
    }

    public async Task DisposeAsync()
    {
        await _ledger.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task An_entry_it_cannot_read_stops_that_model_at_that_position_and_no_other()
    {
        await AppendPlannedAsync("a");
        var unreadable = await _ledger.Store.AppendAsync(new AppendRequest(
            [new StreamAppend("project-b", "project", ExpectedVersion.None, [new NewEntry("project_teleported", "{}"u8.ToArray())])], "test"));
        var position = unreadable.ShouldBeOfType<AppendResult.Appended>().Entries.Single().Position;
        await AppendPlannedAsync("c");
        await _ledger.Catalog.CatchUpAsync();

        var models = (await _ledger.Catalog.StatusAsync()).ToDictionary(model => model.Name);
        models["projects"].StoppedAt.ShouldBe(position);
        models["projects"].Position.ShouldBe(position - 1);
        models["projects"].Error.ShouldNotBeNull().ShouldContain("project_teleported");
        models["indicators"].StoppedAt.ShouldBeNull();
        models["indicators"].Position.ShouldBe(position + 1);
        (await ProjectAsync("a")).ShouldNotBeNull();
        (await ProjectAsync("c")).ShouldBeNull("what follows the entry that can't be read is not shown either");
        await Should.ThrowAsync<InvalidOperationException>(() => _ledger.Catalog.RebuildAsync(null));
        (await ProjectAsync("a")).ShouldNotBeNull("a rebuild that can't end leaves the live rows alone");
    }

    [Fact]
    public async Task Two_runners_share_the_work_by_turns_and_the_second_takes_over_when_the_first_loses_its_session()
    {
        await using var notifications = new LedgerNotifications(_ledger.Database);
        using var first = Runner(notifications);
        await first.StartAsync(default);
        await AppendPlannedAsync("a");
        (await _ledger.Catalog.WaitForAsync(1, Patience)).ShouldBeTrue();
        first.Leads.ShouldBeTrue();
        using var second = Runner(notifications);
        await second.StartAsync(default);
        await Task.Delay(300);
        second.Leads.ShouldBeFalse();

        await first.StopAsync(default);
        await AppendPlannedAsync("b");
        (await _ledger.Catalog.WaitForAsync(2, Patience)).ShouldBeTrue();
        second.Leads.ShouldBeTrue();
        await second.StopAsync(default);
        (await ProjectAsync("b")).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_runner_whose_session_is_killed_goes_on_from_its_checkpoint()
    {
        await using var notifications = new LedgerNotifications(_ledger.Database);
        using var runner = Runner(notifications);
        await runner.StartAsync(default);
        for (var i = 0; i < 30; i++)
        {
            await AppendPlannedAsync($"p{i}");
            if (i % 10 == 5) await KillLockHoldersAsync();
        }

        (await _ledger.Catalog.WaitForAsync(30, Patience)).ShouldBeTrue();
        await runner.StopAsync(default);
        (await _ledger.Catalog.VerifyTablesAsync()).ShouldBeEmpty();
        (await _ledger.Queries.ProjectsAsync(new AsKnown(new DateOnly(2030, 1, 1), 30), new ProjectFilter(), 0, 100)).Total.ShouldBe(30);
    }

    [Fact]
    public async Task A_rebuild_swaps_under_a_running_runner_and_under_readers()
    {
        await using var notifications = new LedgerNotifications(_ledger.Database);
        using var runner = Runner(notifications);
        await runner.StartAsync(default);
        using var done = new CancellationTokenSource();
        var reading = Task.Run(async () =>
        {
            while (!done.IsCancellationRequested)
                (await _ledger.Queries.ProjectsAsync(new AsKnown(new DateOnly(2030, 1, 1), 1), new ProjectFilter(), 0, 10)).Total.ShouldBeLessThanOrEqualTo(1);
        });
        for (var i = 0; i < 40; i++)
        {
            await AppendPlannedAsync($"p{i}");
            if (i % 10 == 9) (await _ledger.Catalog.RebuildAsync(null)).Differing.ShouldBeEmpty();
        }

        (await _ledger.Catalog.WaitForAsync(40, Patience)).ShouldBeTrue();
        await done.CancelAsync();
        await reading;
        await runner.StopAsync(default);
        (await _ledger.Catalog.VerifyTablesAsync()).ShouldBeEmpty();
        (await _ledger.Queries.ProjectsAsync(new AsKnown(new DateOnly(2030, 1, 1), 40), new ProjectFilter(), 0, 100)).Total.ShouldBe(40);
    }

    [Fact]
    public async Task A_row_that_was_tampered_with_is_found()
    {
        await AppendPlannedAsync("a");
        await _ledger.Catalog.CatchUpAsync();
        (await _ledger.Catalog.VerifyTablesAsync()).ShouldBeEmpty();
        await using var command = _ledger.Database.Owner.CreateCommand(
            "update ledger_read.project_rows set state = jsonb_set(state::jsonb, '{name}', '\"another\"')::text");
        await command.ExecuteNonQueryAsync();
        (await _ledger.Catalog.VerifyTablesAsync()).ShouldBe(["projects"]);
        (await _ledger.Catalog.RebuildAsync(null)).Differing.ShouldBeEmpty();
        (await _ledger.Catalog.VerifyTablesAsync()).ShouldBeEmpty();
    }

    private ReadModelRunner Runner(LedgerNotifications notifications) =>
        new(_ledger.Database, _ledger.Store, notifications, NullLogger<ReadModelRunner>.Instance);

    private Task<Row<Project.Known>?> ProjectAsync(string id) => _ledger.Queries.ProjectAsync(new AsKnown(new DateOnly(2030, 1, 1), long.MaxValue - 1), id);

    private Task<AppendedEntry> AppendPlannedAsync(string id) => _ledger.AppendAsync<Project>(StreamName.Of<Project>(id), new ProjectEvent.ProjectPlanned
    {
        Plan = "test-plan",
        Name = "先锋小学校建设项目",
        Scope = new Scope(Category.Compulsory, Nature.Continuation, "续建", ["宁河街道"], null, new Scale(), null),
        Schedule = new Schedule(null, null, null, null),
        Effective = EffectiveDate.OnDay(new DateOnly(2022, 3, 31)),
    });

    private async Task KillLockHoldersAsync()
    {
        await using var command = _ledger.Database.Owner.CreateCommand("""
            select count(pg_terminate_backend(pid)) from pg_locks
            where locktype = 'advisory' and pid <> pg_backend_pid() and database = (select oid from pg_database where datname = current_database())
            """);
        await command.ExecuteScalarAsync();
    }
}
