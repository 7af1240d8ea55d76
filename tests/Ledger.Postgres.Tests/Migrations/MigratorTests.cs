using Ledger.Postgres.EventStore;
using Ledger.Postgres.Migrations;
using Ledger.Postgres.Tests.EventStore;
using Ledger.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Shouldly;
using Xunit;

namespace Ledger.Postgres.Tests.Migrations;

public sealed class MigratorTests
{
    [Fact]
    public async Task Of_ten_servers_that_start_at_once_one_migrates()
    {
        await using var database = await TestDatabase.CreateEmptyAsync();
        var counts = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(async () =>
        {
            await using var own = LedgerDatabase.Open(database.ConnectionString);
            return await new Migrator(own, NullLogger.Instance).MigrateAsync();
        })));
        counts.Order().ShouldBe([.. Enumerable.Repeat(0, 9), MigrationFile.All.Count]);
        MigrationFile.All.Count.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task A_changed_file_is_refused_by_its_name()
    {
        await using var database = await TestDatabase.CreateEmptyAsync();
        await Migrator(database, new MigrationFile(1, "first", "select 1")).MigrateAsync();
        var e = await Should.ThrowAsync<MigrationException>(() => Migrator(database, new MigrationFile(1, "first", "select 2")).MigrateAsync());
        e.Message.ShouldContain("0001_first differs");
    }

    [Fact]
    public async Task A_database_newer_than_the_program_is_refused()
    {
        await using var database = await TestDatabase.CreateEmptyAsync();
        await Migrator(database, new(1, "first", "select 1"), new(2, "second", "select 1")).MigrateAsync();
        var e = await Should.ThrowAsync<MigrationException>(() => Migrator(database, new MigrationFile(1, "first", "select 1")).MigrateAsync());
        e.Message.ShouldContain("0002_second");
    }

    [Fact]
    public async Task A_failing_file_leaves_nothing_behind_and_what_came_before_stays()
    {
        await using var database = await TestDatabase.CreateEmptyAsync();
        var first = new MigrationFile(1, "first", "create table a (id int)");
        var e = await Should.ThrowAsync<MigrationException>(
            () => Migrator(database, first, new(2, "second", "create table b (id int); select 1 / 0")).MigrateAsync());
        e.Message.ShouldContain("0002_second failed");
        (await Migrator(database, first, new(2, "second", "create table b (id int)")).MigrateAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task An_owner_who_may_not_create_roles_works_behind_the_triggers_and_gets_the_role_once_it_is_given()
    {
        await using var database = await TestDatabase.CreateEmptyAsync();
        var user = $"store_user_{Guid.NewGuid():N}";
        var name = new NpgsqlConnectionStringBuilder(database.ConnectionString).Database!;
        await RunAsync(database.Ledger.Owner, $"create role {user} login password 'x'; grant create on database {name} to {user}");
        try
        {
            var theirs = new NpgsqlConnectionStringBuilder(database.ConnectionString) { Username = user, Password = "x" }.ConnectionString;
            await using (var ledger = LedgerDatabase.Open(theirs))
            {
                await new Migrator(ledger, NullLogger.Instance).MigrateAsync();
                ledger.HasAppRole.ShouldBeFalse();
                await using var store = Given.Store(ledger);
                (await store.AppendAsync(Given.Request("s", ExpectedVersion.None))).ShouldBeOfType<AppendResult.Appended>();
                await Should.ThrowAsync<PostgresException>(() => RunAsync(ledger.App, "delete from ledger.mt_events"));
            }

            await RunAsync(database.Ledger.Owner, $"grant ledger_app to {user}");
            await using (var ledger = LedgerDatabase.Open(theirs))
            {
                (await new Migrator(ledger, NullLogger.Instance).MigrateAsync()).ShouldBe(0);
                ledger.HasAppRole.ShouldBeTrue();
                await using var store = Given.Store(ledger);
                (await store.AppendAsync(Given.Request("s", ExpectedVersion.Exactly(1)))).ShouldBeOfType<AppendResult.Appended>();
            }
        }
        finally
        {
            await RunAsync(database.Ledger.Owner, $"drop owned by {user} cascade; drop role {user}");
        }
    }

    private static Migrator Migrator(TestDatabase database, params MigrationFile[] files) =>
        new(database.Ledger, NullLogger.Instance) { Files = files };

    private static async Task RunAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
