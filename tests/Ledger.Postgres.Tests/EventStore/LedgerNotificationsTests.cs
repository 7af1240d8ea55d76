using Ledger.Postgres.EventStore;
using Ledger.Testing;
using Shouldly;
using Xunit;

namespace Ledger.Postgres.Tests.EventStore;

public sealed class LedgerNotificationsTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task A_waiting_reader_is_told_of_growth_and_again_after_its_connection_was_killed()
    {
        await using var store = Given.Store(database.Ledger);
        await using var notifications = new LedgerNotifications(database.Ledger);
        var start = (await store.HeadAsync()).Position;
        (await notifications.WaitAsync(start, TimeSpan.FromMilliseconds(300))).ShouldBe(start);

        var waiting = notifications.WaitAsync(start, Long);
        await store.AppendAsync(Given.Request("n", ExpectedVersion.Any, 3));
        (await waiting).ShouldBe(start + 3);

        await using (var kill = database.Ledger.Owner.CreateCommand(
            "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and (query like 'listen%' or query like 'select position from ledger.ledger_head%')"))
        {
            await kill.ExecuteNonQueryAsync();
        }

        await store.AppendAsync(Given.Request("n", ExpectedVersion.Any));
        (await notifications.WaitAsync(start + 3, Long)).ShouldBe(start + 4);
    }

    [Fact]
    public async Task A_sequence_yields_ever_later_positions()
    {
        await using var store = Given.Store(database.Ledger);
        await using var notifications = new LedgerNotifications(database.Ledger);
        using var ct = new CancellationTokenSource(Long);
        var start = (await store.HeadAsync()).Position;
        var writing = Task.Run(async () =>
        {
            for (var i = 0; i < 50; i++)
            {
                await store.AppendAsync(Given.Request("seq", ExpectedVersion.Any));
            }
        });
        var last = start;
        await foreach (var position in notifications.ListenAsync(start, ct.Token))
        {
            position.ShouldBeGreaterThan(last);
            last = position;
            if (last == start + 50)
            {
                break;
            }
        }

        await writing;
        (await store.HeadAsync()).Position.ShouldBe(last);
    }
}
