using Ledger.Postgres.EventStore;
using Ledger.Postgres.Tests.EventStore;
using Ledger.Testing;
using Npgsql;
using Shouldly;
using Xunit;

namespace Ledger.Postgres.Tests.Migrations;

public sealed class AppendOnlyTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    public static TheoryData<string> Changes =>
    [
        "update ledger.mt_events set type = 'x'", "update ledger.mt_events set type = 'x' where false", "delete from ledger.mt_events",
        "truncate ledger.mt_events", "truncate ledger.mt_events cascade",
        "delete from ledger.mt_streams", "truncate ledger.mt_streams cascade", "update ledger.mt_streams set version = version - 1",
        "update ledger.mt_streams set version = version", "update ledger.mt_streams set version = null", "update ledger.mt_streams set id = 'x', version = 9",
        "update ledger.ledger_idempotency set key = 'x'", "delete from ledger.ledger_idempotency", "truncate ledger.ledger_idempotency",
        "set session_replication_role = replica; delete from ledger.mt_events",
        "update ledger.ledger_evidence set size = 1", "delete from ledger.ledger_evidence where false", "truncate ledger.ledger_evidence",
        "update ledger.ledger_evidence_chunks set data = 'x'", "delete from ledger.ledger_evidence_chunks", "truncate ledger.ledger_evidence_chunks",
    ];

    public static TheoryData<string> Denied =>
    [
        "update ledger.mt_events set type = 'x'", "delete from ledger.mt_events", "truncate ledger.mt_events", "delete from ledger.mt_streams",
        "truncate ledger.mt_streams", "update ledger.mt_streams set type = 'x'", "update ledger.ledger_idempotency set key = 'x'",
        "delete from ledger.ledger_idempotency", "insert into ledger.ledger_migrations values (1, 'x', '')", "alter table ledger.mt_events disable trigger all",
        "update ledger.ledger_evidence set media_type = 'x'", "delete from ledger.ledger_evidence", "update ledger.ledger_evidence_chunks set data = 'x'",
        "delete from ledger.ledger_evidence_chunks", "truncate ledger.ledger_evidence_chunks",
        "drop table ledger.mt_events", "create table ledger.mine (id int)", "select ledger.grant_to_app('delete on ledger.mt_events')",
    ];

    public async Task InitializeAsync()
    {
        await using var store = Given.Store(database.Ledger);
        await store.AppendAsync(Given.Keyed("kept", "kept", 1));
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task The_owner_can_not_change_what_was_recorded(string sql)
    {
        var e = await Should.ThrowAsync<PostgresException>(() => RunAsync(database.Ledger.Owner, sql));
        e.SqlState.ShouldBe(PostgresErrorCodes.RestrictViolation);
        e.MessageText.ShouldStartWith("The ledger is append-only");
    }

    [Theory]
    [MemberData(nameof(Denied))]
    public async Task The_servers_role_has_not_even_the_privilege(string sql)
    {
        database.Ledger.HasAppRole.ShouldBeTrue();
        (await Should.ThrowAsync<PostgresException>(() => RunAsync(database.Ledger.App, sql))).SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
    }

    [Fact]
    public async Task The_sequence_that_marten_asks_holds_the_last_position()
    {
        await using var store = Given.Store(database.Ledger);
        await store.AppendAsync(Given.Request("sequence", ExpectedVersion.Any, 3));
        await using var command = database.Ledger.App.CreateCommand("select last_value from ledger.mt_events_sequence");
        ((long)(await command.ExecuteScalarAsync())!).ShouldBe((await store.HeadAsync()).Position);
    }

    private static async Task RunAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
