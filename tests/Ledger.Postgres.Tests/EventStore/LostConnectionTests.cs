using System.Collections.Concurrent;
using Ledger.Postgres.EventStore;
using Ledger.Testing;
using Shouldly;
using Xunit;
using static Ledger.Postgres.EventStore.AppendResult;

namespace Ledger.Postgres.Tests.EventStore;

public sealed class LostConnectionTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private const string KillWriters = """
        select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and application_name like 'ledger writer%'
        """;

    [Fact]
    public async Task With_writers_killed_under_load_nothing_acknowledged_is_lost_and_nothing_is_doubled()
    {
        await using var store = Given.Store(database.Ledger);
        var acknowledged = new ConcurrentBag<AppendedEntry>();
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        var (attempts, unknown) = (0, 0);
        var load = Enumerable.Range(0, 12).Select(caller => Task.Run(async () =>
        {
            for (var i = 0; !stop.IsCancellationRequested; i++)
            {
                Interlocked.Increment(ref attempts);
                try
                {
                    // One caller is alone with large requests, so that COPY is interrupted too.
                    var entries = caller == 0 ? 4000 : 1 + (i % 3);
                    var result = await store.AppendAsync(Given.Request($"c{caller}-{i}", ExpectedVersion.None, entries));
                    result.ShouldBeOfType<Appended>().Entries.ToList().ForEach(acknowledged.Add);
                }
                catch (LedgerUnavailableException e)
                {
                    Interlocked.Add(ref unknown, e.OutcomeUnknown ? 1 : 0);
                }
            }
        })).ToList();

        var kills = 0;
        while (!stop.IsCancellationRequested)
        {
            await Task.Delay(23);
            await using var kill = database.Ledger.Owner.CreateCommand(KillWriters);
            await using var row = await kill.ExecuteReaderAsync();
            while (await row.ReadAsync())
            {
                kills++;
            }
        }

        await Task.WhenAll(load);
        kills.ShouldBeGreaterThan(20);
        unknown.ShouldBe(0);
        var log = (await store.AllAsync()).ToDictionary(entry => entry.Position);
        acknowledged.Count.ShouldBeGreaterThan(100);
        acknowledged.ShouldAllBe(entry => log[entry.Position].Id == entry.Id);

        // Each request made a stream of its own: none was written twice, and none whole or in part without an answer.
        log.Count.ShouldBe(acknowledged.Count);
        await store.ShouldKeepItsPromisesAsync();
    }

    [Fact]
    public async Task While_the_database_is_away_callers_learn_so_soon_and_the_store_recovers_by_itself()
    {
        await using var own = new TestDatabaseLease();
        await own.Database.InitializeAsync();
        await using var store = Given.Store(own.Database.Ledger);
        await store.AppendAsync(Given.Request("before", ExpectedVersion.None));

        await own.AllowConnectionsAsync(false);
        var started = System.Diagnostics.Stopwatch.StartNew();
        (await Should.ThrowAsync<LedgerUnavailableException>(() => store.AppendAsync(Given.Request("during", ExpectedVersion.None)))).OutcomeUnknown.ShouldBeTrue();
        (await Should.ThrowAsync<LedgerUnavailableException>(() => store.AppendAsync(Given.Request("during", ExpectedVersion.None)))).OutcomeUnknown.ShouldBeFalse();
        started.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(15));

        await own.AllowConnectionsAsync(true);
        (await store.AppendAsync(Given.Request("after", ExpectedVersion.None))).ShouldBeOfType<Appended>();
        (await store.ReadStreamAsync("during")).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_append_that_waits_for_longer_than_a_command_may_take_is_tried_again_on_another_session()
    {
        await using var impatient = LedgerDatabase.Open(database.ConnectionString + ";Command Timeout=1");
        await using var store = Given.Store(impatient);
        await store.AppendAsync(Given.Request("patience", ExpectedVersion.None));
        await using var holder = await database.Ledger.Owner.OpenConnectionAsync();
        await using (var hold = new Npgsql.NpgsqlCommand($"select pg_advisory_lock({Given.LogsEnd})", holder)) await hold.ExecuteNonQueryAsync();
        var append = store.AppendAsync(Given.Request("patience", ExpectedVersion.Exactly(1)));
        await Task.Delay(1_500);
        await using (var release = new Npgsql.NpgsqlCommand($"select pg_advisory_unlock({Given.LogsEnd})", holder)) await release.ExecuteNonQueryAsync();
        (await append).ShouldBeOfType<Appended>();
        (await store.ReadStreamAsync("patience")).Count.ShouldBe(2);
    }

    private sealed class TestDatabaseLease : IAsyncDisposable
    {
        public TestDatabase Database { get; } = new();

        public async Task AllowConnectionsAsync(bool allow)
        {
            var name = new Npgsql.NpgsqlConnectionStringBuilder(Database.ConnectionString).Database!;
            var server = new Npgsql.NpgsqlConnectionStringBuilder(Database.ConnectionString) { Database = "postgres", Pooling = false };
            await using var source = Npgsql.NpgsqlDataSource.Create(server);
            await using (var allowing = source.CreateCommand($"alter database {name} allow_connections {allow}"))
            {
                await allowing.ExecuteNonQueryAsync();
            }

            await using var end = source.CreateCommand($"select pg_terminate_backend(pid) from pg_stat_activity where datname = '{name}'");
            await end.ExecuteNonQueryAsync();
        }

        public async ValueTask DisposeAsync()
        {
            await AllowConnectionsAsync(true);
            await Database.DisposeAsync();
        }
    }
}
