using Ledger.Domain.Indicators;
using Ledger.Domain.Projects;
using Ledger.Testing;
using Shouldly;
using Xunit;

namespace Ledger.Postgres.Tests.ReadModels;

/// <summary>The law of the read models: at any two times and on either basis they say what the domain's fold says.</summary>
public sealed class RowsEqualFoldTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private const int Streams = 8;

    [Theory]
    [InlineData(1)]
    [InlineData(20261122)]
    [InlineData(7919)]
    public async Task Rows_say_at_any_two_times_on_either_basis_what_the_fold_says(int seed)
    {
        await using var ledger = await TestLedger.OpenAsync(database);
        var random = new Random(seed);
        var histories = new RandomHistories(random);
        var projects = new List<string>();
        var indicators = new List<string>();
        for (var i = 0; i < Streams; i++)
        {
            projects.Add(await ledger.LiveAsync<Project>($"s{seed}-{i}", histories.ProjectWish, 60, histories.AnyActor));
            indicators.Add(await ledger.LiveAsync<Indicator>($"s{seed}-{i}", histories.IndicatorWish, 40, histories.AnyActor));
            // Batches of every size: whole histories at once, and single entries.
            if (random.Next(2) == 0) await ledger.Catalog.CatchUpAsync();
        }

        var head = await ledger.Store.HeadAsync();
        head.Position.ShouldBeGreaterThan(Streams * 2 * 6, "the wishes should make histories worth looking at");
        await ledger.Catalog.CatchUpAsync();
        await ledger.ShouldAgreeAsync<Project, Project.Known>(projects, histories, random, state => state as Project.Known, ledger.Queries.ProjectAsync);
        await ledger.ShouldAgreeAsync<Indicator, Indicator.Defined>(indicators, histories, random, state => state as Indicator.Defined, ledger.Queries.IndicatorAsync);
        (await ledger.Catalog.VerifyTablesAsync()).ShouldBeEmpty();
        var report = await ledger.Catalog.RebuildAsync(null);
        report.Position.ShouldBe((await ledger.Store.HeadAsync()).Position);
        report.Differing.ShouldBeEmpty();
    }
}
