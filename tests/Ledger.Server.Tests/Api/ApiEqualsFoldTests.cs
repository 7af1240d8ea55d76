using Ledger.Domain.Entries;
using Ledger.Domain.Indicators;
using Ledger.Domain.Projects;
using Ledger.Domain.Time;
using Ledger.Postgres.ReadModels;
using Ledger.Testing;
using Shouldly;
using Xunit;

namespace Ledger.Server.Tests.Api;

/// <summary>What the API answers is what the domain's fold over the entries says, at any two times, for any history.</summary>
public sealed class ApiEqualsFoldTests(ApiHost host) : IClassFixture<ApiHost>
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task The_state_of_a_project_is_its_fold(int seed)
    {
        var random = new Random(seed);
        var histories = new RandomHistories(random);
        var entries = await LiveAsync<Project>($"project-random.{seed}", histories.ProjectWish);
        for (var n = 0; n < 60; n++)
        {
            var (asOf, knownAt) = (histories.AnyDay(), random.NextInt64(0, entries[^1].Position + 1));
            var (_, body) = await host.AskAsync($"/api/v1/projects/random.{seed}?asOf={asOf:yyyy-MM-dd}&knownAt={knownAt}");
            var fold = Fold.State<Project>(entries, asOf, knownAt) as Project.Known;
            (body["name"]?.GetValue<string>(), body["stage"]?.GetValue<string>(), body["percent"]?.GetValue<decimal>(), body["schedule"]?["end"]?.GetValue<string>())
                .ShouldBe((fold?.Name, fold is null ? null : Code<Stage>.Of(fold.Stage), fold?.Percent?.Value, fold?.Schedule.End?.ToString()), $"asOf {asOf}, knownAt {knownAt}");
        }
    }

    [Theory]
    [InlineData(4)]
    [InlineData(5)]
    public async Task The_series_of_an_indicator_is_its_fold(int seed)
    {
        var random = new Random(seed);
        var histories = new RandomHistories(random);
        var entries = await LiveAsync<Indicator>($"indicator-random.{seed}", histories.IndicatorWish);
        for (var n = 0; n < 60; n++)
        {
            var (asOf, knownAt) = (histories.AnyDay(), random.NextInt64(0, entries[^1].Position + 1));
            var (_, body) = await host.AskAsync($"/api/v1/indicators/random.{seed}/series?asOf={asOf:yyyy-MM-dd}&knownAt={knownAt}");
            var fold = Fold.State<Indicator>(entries, asOf, knownAt) switch { Indicator.Retired r => r.Last, var other => other as Indicator.Defined };
            body["points"]?.AsArray().Select(point => point!["position"]!.GetValue<long>()).Order()
                .ShouldBe(fold?.Points.Select(point => point.Position).Order(), $"asOf {asOf}, knownAt {knownAt}");
        }
    }

    private async Task<IReadOnlyList<Recorded>> LiveAsync<TState>(string stream, Func<IReadOnlyList<Recorded>, LedgerEvent> wish)
        where TState : class, IAggregate<TState>
    {
        IReadOnlyList<Recorded> entries = [];
        for (var n = 0; n < 25; n++)
        {
            if (RandomHistories.Decide<TState>(entries, wish(entries)) is not { } fact) continue;
            await host.RecordAsync(stream, "随机", fact);
            entries = [.. (await host.Store.ReadStreamAsync(stream)).Select(entry => entry.ToRecorded())];
        }

        entries.ShouldNotBeEmpty();
        return entries;
    }
}
