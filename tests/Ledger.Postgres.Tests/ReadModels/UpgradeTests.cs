using Ledger.Domain.Projects;
using Ledger.Domain.Time;
using Ledger.Postgres.ReadModels;
using Ledger.Testing;
using Shouldly;
using Xunit;

namespace Ledger.Postgres.Tests.ReadModels;

/// <summary>Tables that an earlier version made, without rows about what is confirmed and without counts, are replaced at the next start.</summary>
public sealed class UpgradeTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task Tables_of_an_earlier_version_are_rebuilt_whether_or_not_it_ever_ran()
    {
        await using (await TestLedger.OpenAsync(database)) await GoBackAsync();
        await using (var ledger = await TestLedger.OpenAsync(database))
        {
            var histories = new RandomHistories(new Random(1));
            await ledger.LiveAsync<Project>("upgraded", histories.ProjectWish, 10, () => Domain.Entries.Review.ImportActor);
            await ledger.Catalog.CatchUpAsync();
            await GoBackAsync();
        }

        await using var upgraded = await TestLedger.OpenAsync(database);
        (await upgraded.Catalog.StatusAsync()).Select(model => model.Name)
            .ShouldBe(["confirmed_indicators", "confirmed_projects", "findings", "indicators", "plans", "projects"], ignoreOrder: true);
        var at = new AsKnown(new DateOnly(2030, 1, 1), (await upgraded.Store.HeadAsync()).Position);
        (await upgraded.Queries.ProjectAsync(at with { Basis = Basis.Confirmed }, "upgraded"))!.State.ShouldBe((await upgraded.Queries.ProjectAsync(at, "upgraded"))!.State);
        (await upgraded.Catalog.VerifyTablesAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Of_several_servers_that_start_at_once_one_rebuilds_and_all_get_ready()
    {
        await using (var ledger = await TestLedger.OpenAsync(database))
        {
            await ledger.LiveAsync<Project>("together", new RandomHistories(new Random(2)).ProjectWish, 10);
            await ledger.Catalog.CatchUpAsync();
            await GoBackAsync();
        }

        var started = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => TestLedger.OpenAsync(database)));
        (await started[2].Catalog.VerifyTablesAsync()).ShouldBeEmpty();
        foreach (var one in started) await one.DisposeAsync();
    }

    private async Task GoBackAsync()
    {
        await using var command = database.Ledger.Owner.CreateCommand("""
            drop table ledger_read.confirmed_project_rows, ledger_read.confirmed_indicator_rows, ledger_read.moves;
            delete from ledger_read.models where name like 'confirmed%';
            update ledger_read.models set code_version = '1'
            """);
        await command.ExecuteNonQueryAsync();
    }
}
