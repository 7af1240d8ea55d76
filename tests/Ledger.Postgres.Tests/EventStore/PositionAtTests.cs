using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Ledger.Postgres.EventStore;
using Ledger.Testing;
using Shouldly;
using Xunit;

namespace Ledger.Postgres.Tests.EventStore;

public sealed class PositionAtTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task An_empty_ledger_knew_nothing()
    {
        await using var empty = await TestDatabase.CreateEmptyAsync();
        await new Ledger.Postgres.Migrations.Migrator(empty.Ledger, Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance).MigrateAsync();
        await using var store = Given.Store(empty.Ledger);
        (await store.PositionAtAsync(DateTimeOffset.MaxValue)).ShouldBe(0);
        (await store.HeadAsync()).ShouldBe(new Head(0, null));
        await store.ShouldKeepItsPromisesAsync();
    }

    [Property(MaxTest = 40)]
    public void It_is_the_last_position_a_scan_finds(PositiveInt size, int pick, int ticksOff)
    {
        Check(size.Get, pick, ticksOff % 40).GetAwaiter().GetResult();
    }

    private async Task Check(int size, int pick, int ticksOff)
    {
        await using var store = Given.Store(database.Ledger);
        await store.AppendAsync(Given.Request("p", ExpectedVersion.Any, 1 + size % 20));
        var log = await store.AllAsync();
        var instant = log[Math.Abs(pick % log.Count)].RecordedAt.AddTicks(ticksOff);
        (await store.PositionAtAsync(instant)).ShouldBe(log.LastOrDefault(e => e.RecordedAt <= instant)?.Position ?? 0);
        (await store.PositionAtAsync(DateTimeOffset.MinValue)).ShouldBe(0);
        (await store.PositionAtAsync(DateTimeOffset.MaxValue)).ShouldBe(log.Count);
    }
}
