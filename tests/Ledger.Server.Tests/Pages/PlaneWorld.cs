using Ledger.Domain.Entries;
using Ledger.Domain.Plans;
using Ledger.Domain.Projects;
using Ledger.Domain.Quantities;
using Ledger.Domain.Time;
using Ledger.Postgres.EventStore;
using Ledger.Postgres.ReadModels;
using Ledger.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Ledger.Server.Tests.Pages;

/// <summary>A project with a back-dated entry, a late correction, a voiding and a review, in a plan of its own that nobody published.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Positions">Its entries: planned, started, progress, correction of the start, wrong progress, its voiding, built, review of the plan.</param>
internal sealed record PlaneWorld(string Id, IReadOnlyList<long> Positions)
{
    private static int _count;

    public static async Task<PlaneWorld> RecordAsync(BrowserHost host)
    {
        var id = $"plane-test.school-{Interlocked.Increment(ref _count)}";
        var positions = new List<long>();
        async Task Record(LedgerEvent @event, string actor = "user:li") => positions.AddRange(await AppendAsync(host, id, actor, @event));
        await Record(Planned());
        await Record(new ProjectEvent.ConstructionStarted { Effective = EffectiveDate.OnDay(new(2021, 3, 1)) });
        await Record(new ProjectEvent.ProgressReported { Effective = EffectiveDate.OnDay(new(2021, 12, 31)), Percent = 40 });
        await Record(new EntryEvent.EntryCorrected
        {
            Position = positions[1], Reason = "开工令是六月的", Effective = new EffectiveDate(ReducedDate.Parse("2021-06")),
            Replacement = new ProjectEvent.ConstructionStarted { Effective = new EffectiveDate(ReducedDate.Parse("2021-06")) },
        });
        await Record(new ProjectEvent.ProgressReported { Effective = EffectiveDate.OnDay(new(2022, 6, 30)), Percent = 90 });
        await Record(new EntryEvent.EntryVoided { Position = positions[4], Reason = "填到了别的项目", Effective = EffectiveDate.OnDay(new(2022, 6, 30)) });
        await Record(new ProjectEvent.FacilityRelocated { Effective = EffectiveDate.OnDay(new(2023, 5, 20)) });
        await Record(new EntryEvent.EntryReviewed { Position = positions[0], Verdict = Verdict.Confirmed, Effective = EffectiveDate.OnDay(new(2023, 6, 1)) }, "user:shen");
        return new PlaneWorld(id, positions);
    }

    /// <summary>A project with a random life.</summary>
    public static async Task<string> RandomAsync(BrowserHost host, int seed)
    {
        var (id, histories) = ($"plane-test.random-{seed}", new RandomHistories(new Random(seed)));
        List<Recorded> entries = [];
        for (var n = 0; n < 25; n++)
            if (RandomHistories.Decide<Project>(entries, histories.ProjectWish(entries)) is { } fact)
                entries.Add(new Recorded((await AppendAsync(host, id, "user:li", fact))[0], $"project-{id}", entries.Count + 1, default, "user:li", fact));
        return id;
    }

    /// <summary>A project with many reports of its progress.</summary>
    public static async Task<(string Id, IReadOnlyList<long> Positions)> LongAsync(BrowserHost host, int entries) => ("plane-test.long", await AppendAsync(
        host, "plane-test.long", "user:li",
        [Planned(), .. Enumerable.Range(1, entries - 1).Select(n => new ProjectEvent.ProgressReported { Effective = EffectiveDate.OnDay(new DateOnly(2021, 1, 1).AddDays(n * 7)), Percent = n })]));

    /// <summary>Adds a file to the report of its progress.</summary>
    public async Task AttachAsync(BrowserHost host, string fileName) => await AppendAsync(host, Id, "user:li", new EntryEvent.EvidenceAttached
    {
        Position = Positions[2], FileName = fileName, MediaType = "application/pdf", Size = 20_480, Sha256 = new string('a', 64), Caption = "监理月报扫描件",
        Effective = EffectiveDate.OnDay(new(2023, 6, 2)),
    });

    private static ProjectEvent.ProjectPlanned Planned() => new()
    {
        Effective = new EffectiveDate(ReducedDate.OfYear(2020)), Plan = "plane-test", Number = "7", Name = "柳溪小学迁建工程",
        Scope = new Scope(Category.Compulsory, Nature.Relocation, "迁建", ["柳溪镇"], null, new Scale(Places: Quantity.From<Places>(900m)), "县教委"),
        Schedule = new Schedule(ReducedDate.OfYear(2020), ReducedDate.OfYear(2023), "2020—2023", true),
        Source = new Source("plane-test", "第四章", "专栏2", "7", Evidence: "柳溪小学迁建工程"),
    };

    private static async Task<IReadOnlyList<long>> AppendAsync(BrowserHost host, string id, string actor, params LedgerEvent[] events)
    {
        var appended = (AppendResult.Appended)await host.Services.GetRequiredService<EventStore>().AppendAsync(new AppendRequest(
            [new StreamAppend($"project-{id}", "project", ExpectedVersion.Any, [.. events.Select(@event => new NewEntry(EventTypes.NameOf(@event), LedgerJson.Write(@event)))])], actor));
        var positions = appended.Entries.Select(entry => entry.Position).ToList();
        if (!await host.Services.GetRequiredService<ReadModelCatalog>().WaitForAsync(positions[^1], TimeSpan.FromSeconds(20))) throw new TimeoutException("The read models did not catch up.");
        return positions;
    }
}
