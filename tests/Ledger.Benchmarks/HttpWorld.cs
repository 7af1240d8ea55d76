using System.Globalization;
using Ledger.Domain.Entries;
using Ledger.Domain.Plans;
using Ledger.Domain.Projects;
using Ledger.Domain.Time;
using Ledger.Postgres;
using Ledger.Postgres.EventStore;
using Ledger.Postgres.ReadModels;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ledger.Benchmarks;

/// <summary>The ledger that the server answers from in the cases over HTTP: one plan of very many projects.</summary>
internal static class HttpWorld
{
    /// <summary>The plan's code, and the region in which a recorder needs the right.</summary>
    public const string Plan = "bench";

    /// <summary>How many projects it has.</summary>
    public const int Projects = 20_000;

    private static readonly DateOnly Begin = new(2020, 1, 1);

    /// <summary>A day after most of the facts, and before today.</summary>
    public static readonly DateOnly Day = new(2023, 12, 31);

    /// <summary>Appends it, as an importer would; the server's read models follow.</summary>
    /// <param name="connectionString">The database.</param>
    /// <param name="entriesEach">Entries of each project, 1 or more.</param>
    /// <returns>The last position.</returns>
    public static async Task<long> FillAsync(string connectionString, int entriesEach)
    {
        await using var database = LedgerDatabase.Open(connectionString);
        await using var store = new EventStore(database, NullLogger<EventStore>.Instance);
        await AppendAsync(store, [Stream($"plan-{Plan}", "plan", new PlanEvent.PlanPublished
        {
            Effective = EffectiveDate.OnDay(Begin),
            Document = new PlanDocument(Plan, "规划", null, "县人民政府", "县", null, null, Begin, new DateOnly(2025, 12, 31), []),
        })]);
        for (var nth = 0; nth < entriesEach; nth++)
            foreach (var chunk in Enumerable.Range(0, Projects).Chunk(2_000))
                await AppendAsync(store, [.. chunk.Select(i => Stream($"project-{Plan}.p{i}", "project", Fact(i, nth)))]);
        var head = (await store.HeadAsync()).Position;
        var catalog = new ReadModelCatalog(database, store, NullLogger<ReadModelCatalog>.Instance);
        if (!await catalog.WaitForAsync(head, TimeSpan.FromMinutes(5))) throw new TimeoutException("The read models did not catch up.");
        await using (var analyze = database.Owner.CreateCommand("analyze")) await analyze.ExecuteNonQueryAsync();
        return head;
    }

    private static LedgerEvent Fact(int i, int nth) => nth switch
    {
        0 => new ProjectEvent.ProjectPlanned
        {
            Plan = Plan, Number = $"{i + 1}", Name = $"{(char)('一' + i % 2_000)}{(char)('丁' + i % 1_700)}小学校第{i}期建设项目", Effective = EffectiveDate.OnDay(Begin),
            Scope = new Scope(Category.Compulsory, Nature.New, "新建", ["柏杨街道"], "白马小学", new Scale(AsWritten: "约60亩"), "县教委"),
            Schedule = new Schedule(ReducedDate.OfYear(2021 + i % 3), ReducedDate.OfYear(2023 + i % 3), "2021—2025", i % 2 == 0),
        },
        1 => new ProjectEvent.ProjectApproved { Effective = EffectiveDate.OnDay(Begin.AddDays(60 + i % 30)) },
        2 => new ProjectEvent.ConstructionStarted { Effective = EffectiveDate.OnDay(Begin.AddDays(120 + i % 30)) },
        _ => new ProjectEvent.ProgressReported { Percent = nth, StatusAsWritten = "主体施工", Effective = EffectiveDate.OnDay(Begin.AddDays(120 + 30 * nth + i % 30)) },
    };

    private static StreamAppend Stream(string name, string type, LedgerEvent fact) =>
        new(name, type, ExpectedVersion.Any, [BenchPlan.Entry(fact)]);

    private static async Task AppendAsync(EventStore store, IReadOnlyList<StreamAppend> streams)
    {
        if (await store.AppendAsync(new AppendRequest(streams, "bench")) is not AppendResult.Appended) throw new InvalidOperationException("The append was refused.");
    }

    /// <summary>A date as addresses and bodies have it.</summary>
    public static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
