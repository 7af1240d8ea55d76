using System.Text.Json;
using Ledger.Domain.Entries;
using Ledger.Domain.Indicators;
using Ledger.Domain.Plans;
using Ledger.Domain.Projects;
using Ledger.Domain.Time;
using Ledger.Postgres.EventStore;
using Ledger.Postgres.ReadModels;
using Ledger.Server.Compare;
using Ledger.Server.Tests.Identity;
using Ledger.Server.Web;
using Ledger.Testing;
using Shouldly;
using Xunit;

namespace Ledger.Server.Tests.Api;

/// <summary>What a comparison answers is, byte by byte, what both sides read whole, flattened and held against each other say, with the entries that the folds tell.</summary>
public sealed class CompareEqualsDefinitionTests(ApiHost host) : IClassFixture<ApiHost>
{
    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    public async Task A_comparison_is_its_definition_for_any_history_and_any_two_pairs_of_times(int seed)
    {
        var random = new Random(seed);
        var histories = new RandomHistories(random);
        for (var n = 0; n < 10; n++)
        {
            // Some only go forward, some are corrected, voided and reviewed.
            await LiveAsync<Project>($"project-compared.{seed}-{n}", histories.ProjectWish, n % 3 == 0 ? 3 : 15);
            await LiveAsync<Indicator>($"indicator-compared.{seed}-{n}", histories.IndicatorWish, n % 3 == 0 ? 3 : 12);
        }

        var head = (await host.Store.HeadAsync()).Position;
        var (compared, told) = (0, 0);
        for (var n = 0; n < 40; n++)
        {
            var basis = n % 4 == 3 ? Basis.Confirmed : Basis.Reported;
            var known = random.NextInt64(0, head + 1);
            var from = new Times(histories.AnyDay(), known, null, false) { Basis = basis };
            var to = new Times(histories.AnyDay(), n % 4 == 2 ? random.NextInt64(0, head + 1) : known, null, false) { Basis = basis };
            var queries = host.Services.GetRequired<LedgerQueries>();
            var answer = await CompareTimes.CompareAsync(queries, host.Store, "test-plan", from, to, default);
            JsonSerializer.Serialize(answer, WebJson.Options).ShouldBe(JsonSerializer.Serialize(await DefinedAsync(queries, from, to), WebJson.Options), $"{from} → {to}");
            compared += answer.Added.Count + answer.Removed.Count + answer.Changed.Count;
            told += (await queries.DifferingProjectsAsync("test-plan", from.At, to.At, pair => pair.Made is not null)).Count(tells => tells);
        }

        compared.ShouldBeGreaterThan(100);
        told.ShouldBeGreaterThan(5, "the rows should often tell the entries, or nothing was tried");
    }

    [Fact]
    public void Every_field_of_an_item_is_compared_as_its_JSON_is()
    {
        var one = Known(new Scope(Category.Compulsory, Nature.New, "新建", ["甲"], "校", new Scale(Places: Domain.Quantities.Quantity.From<Domain.Quantities.Places>(40)), "县教委"), "一", 40m);
        var others = new[]
        {
            one, Known(one.State.Scope with { Category = Category.Preschool }, "一", 40.0m), Known(one.State.Scope with { Sites = ["甲", "乙"], Nature = null }, "二", null),
            Known(one.State.Scope with { Scale = new Scale(Places: Domain.Quantities.Quantity.From<Domain.Quantities.Places>(40.0m)), ResponsibleUnit = null }, "一", 41m),
            Known(one.State.Scope with { Scale = new Scale(Classes: Domain.Quantities.Quantity.From<Domain.Quantities.Classes>(6)) }, "一", 40m),
            one with { State = one.State with { Plan = "sim-a", Number = "7", StatusAsWritten = "在建", Schedule = new Schedule(ReducedDate.OfYear(2021), null, null, true), Standing = Standing.Suspended } },
        };
        foreach (var before in others)
        {
            foreach (var after in others)
                JsonSerializer.Serialize(ItemFields<Projects.ProjectItem>.Differing(Projects.ProjectItem.Of(before), Projects.ProjectItem.Of(after)), WebJson.Options)
                    .ShouldBe(JsonSerializer.Serialize(Fields.Differing(Fields.Of(before), Fields.Of(after)), WebJson.Options));
        }
    }

    private static Row<Project.Known> Known(Scope scope, string name, decimal? percent) => new(
        "p", new Project.Known("plan", null, name, scope, new Schedule(null, ReducedDate.OfYear(2022), null, null), Stage.Planned, Standing.Active,
            percent is { } some ? Domain.Quantities.Quantity.From<Domain.Quantities.Percent>(some) : null, null, null, null, null, []), true, new(2022, 1, 1), null, 1, 1, default, 1);

    private async Task<Comparison> DefinedAsync(LedgerQueries queries, Times earlier, Times later)
    {
        var before = await Side.ReadAsync(queries, "test-plan", earlier.At, default);
        var after = await Side.ReadAsync(queries, "test-plan", later.At, default);
        var (old, @new) = (before.ToDictionary(thing => thing.Stream), after.Select(thing => thing.Stream).ToHashSet());
        var changed = from thing in after
                      where old.TryGetValue(thing.Stream, out var same) && !same.State.Equals(thing.State)
                      let fields = Fields.Differing(old[thing.Stream].Fields(), thing.Fields())
                      where fields.Count > 0
                      select new ChangedItem(thing.Kind, thing.Id, thing.Name, fields, EntriesOf(thing));
        return new Comparison(
            "test-plan", false, earlier.AsOf, later.AsOf, earlier.KnownAt, earlier.Position, later.KnownAt, later.Position,
            [.. after.Where(thing => !old.ContainsKey(thing.Stream)).Select(thing => new ComparedItem(thing.Kind, thing.Id, thing.Name, EntriesOf(thing)))],
            [.. before.Where(thing => !@new.Contains(thing.Stream)).Select(thing => new ComparedItem(thing.Kind, thing.Id, thing.Name, EntriesOf(thing)))],
            [.. changed]);

        IReadOnlyList<ChangingEntry> EntriesOf(Thing thing) => Changes.Find(host.Store.ReadStreamAsync(thing.Stream).GetAwaiter().GetResult(), earlier.At, later.At);
    }

    private async Task LiveAsync<TState>(string stream, Func<IReadOnlyList<Recorded>, LedgerEvent> wish, int wishes)
        where TState : class, IAggregate<TState>
    {
        IReadOnlyList<Recorded> entries = [];
        for (var n = 0; n < wishes; n++)
        {
            if (RandomHistories.Decide<TState>(entries, wish(entries)) is not { } fact) continue;
            await host.RecordAsync(stream, n % 2 == 0 ? Review.ImportActor : "某人", fact);
            entries = [.. (await host.Store.ReadStreamAsync(stream)).Select(entry => entry.ToRecorded())];
        }
    }
}
