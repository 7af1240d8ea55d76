using Ledger.Domain.Entries;
using Ledger.Domain.Plans;
using Ledger.Domain.Projects;
using Ledger.Domain.Quantities;
using Ledger.Domain.Time;
using Ledger.Postgres.EventStore;
using Ledger.Postgres.ReadModels;

namespace Ledger.Benchmarks;

/// <summary>A plan of many projects with as many entries each, ten days apart.</summary>
/// <param name="projects">How many projects.</param>
/// <param name="entriesEach">Entries of each.</param>
internal sealed class BenchPlan(int projects, int entriesEach)
{
    /// <summary>Streams of one append.</summary>
    public const int AtOnce = 2_000;

    /// <summary>The plan's projects.</summary>
    public static readonly ProjectFilter Filter = new(["bench"]);

    /// <summary>Day of every project's first entry.</summary>
    public static readonly DateOnly Begin = new(2020, 1, 1);

    /// <summary>Appends all entries: entry n of every project before entry n + 1 of any.</summary>
    public async Task AppendAsync(EventStore store)
    {
        var planned = new ProjectEvent.ProjectPlanned
        {
            Plan = "bench",
            Name = "白马小学校建设项目",
            Scope = new Scope(Category.Compulsory, Nature.Continuation, "续建", ["柏杨街道"], "白马小学", new Scale(AsWritten: "约60亩"), "县教委"),
            Schedule = new Schedule(ReducedDate.OfYear(2020), ReducedDate.OfYear(2023), "2020—2023", true),
            Effective = EffectiveDate.OnDay(Begin),
        };
        for (var entry = 0; entry < entriesEach; entry++)
        {
            LedgerEvent fact = entry == 0
                ? planned
                : entry == 2 ? new ProjectEvent.ConstructionStarted { Effective = On(entry) } : new ProjectEvent.ProgressReported
                {
                    Percent = entry % 101, InvestedTenThousandYuan = Quantity.From<TenThousandYuan>(entry * 37), StatusAsWritten = $"主体结构施工，完成第 {entry} 段", Effective = On(entry),
                    Source = new Source("bench-monthly", "月报", Row: Code(entry), Evidence: "现场照片三张，监理已签字"),
                };
            var added = Entry(fact);
            foreach (var chunk in Enumerable.Range(0, projects).Chunk(AtOnce))
                await store.AppendAsync(new AppendRequest([.. chunk.Select(i => Stream(i, added))], "bench"));
        }
    }

    /// <summary>A fact as the log takes it.</summary>
    public static NewEntry Entry(LedgerEvent fact) => new(EventTypes.NameOf(fact), LedgerJson.Write(fact));

    /// <summary>One entry for a project.</summary>
    public static StreamAppend Stream(int i, NewEntry entry) => new($"project-bench.p{i}", "project", ExpectedVersion.Any, [entry]);

    private static string Code(int entry) => entry.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static EffectiveDate On(int entry) => EffectiveDate.OnDay(Begin.AddDays(entry * 10));
}
