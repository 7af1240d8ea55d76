using Ledger.Domain.Entries;
using Ledger.Domain.Plans;
using Ledger.Domain.Projects;
using Ledger.Domain.Time;
using Ledger.Postgres.EventStore;
using Ledger.Postgres.ReadModels;
using Ledger.Server.Tests.Api;
using Microsoft.Extensions.DependencyInjection;

namespace Ledger.Server.Tests.Pages;

/// <summary>Plans for the tests of the board: one with a life, one with many projects, one with none.</summary>
internal sealed class BoardWorld(BrowserHost host)
{
    public const string Lively = "board-lively";
    public const string Large = "board-large";
    public const string Empty = "board-empty";

    /// <summary>Projects of <see cref="Lively"/> in the order in which the document lists them.</summary>
    public static readonly string[] Names = ["中心小学", "安居幼儿园", "徐家小学", "北碚中学", "朝阳小学"];

    /// <summary>The same by pinyin: ān, běi, cháo, xú, zhōng.</summary>
    public static readonly string[] ByPinyin = ["安居幼儿园", "北碚中学", "朝阳小学", "徐家小学", "中心小学"];

    /// <summary>Records them once for all tests.</summary>
    public async Task RecordAsync()
    {
        if ((await Store.ReadStreamAsync($"plan-{Lively}")).Count > 0) return;
        foreach (var code in new[] { Lively, Large, Empty }) await PublishAsync(code);
        for (var i = 0; i < Names.Length; i++) await RecordAsync($"project-{Lively}.p{i}", Planned(Lively, Names[i], i));
        await RecordAsync($"project-{Lively}.p0", new ProjectEvent.SiteSelected { Effective = On(2022, 3, 1) });
        var started = await RecordAsync($"project-{Lively}.p1", new ProjectEvent.ConstructionStarted { Effective = EffectiveDate.SeenOn(ReducedDate.Of(new(2022, 6, 30))) });
        await RecordAsync($"project-{Lively}.p0", new ProjectEvent.ConstructionStarted { Effective = On(2023, 2, 1) }, new ProjectEvent.ProgressReported { Percent = 40.5m, Effective = On(2023, 8, 1) });
        await RecordAsync($"project-{Lively}.p2", new ProjectEvent.ProjectSuspended { Effective = On(2022, 9, 1) });
        // Learned later, about earlier days: another name, a schedule, a correction, a voiding, and a project that was always there.
        await RecordAsync($"project-{Lively}.p3", new ProjectEvent.ProjectRenamed { Name = "北碚第二中学", Effective = On(2022, 5, 1) });
        await RecordAsync($"project-{Lively}.p3", new ProjectEvent.ScheduleRevised { Schedule = new(ReducedDate.OfYear(2023), ReducedDate.OfYear(2025), "2023—2025", null), Effective = On(2022, 5, 1) });
        await RecordAsync($"project-{Lively}.p1", new EntryEvent.EntryVoided { Position = started, Reason = "不是这个项目", Effective = On(2022, 6, 30) });
        await RecordAsync($"project-{Lively}.p0", new ProjectEvent.ProjectCompleted { Effective = On(2024, 6, 1) });
        await RecordAsync($"project-{Lively}.late", Planned(Lively, "龙河小学", 9) with { Effective = On(2021, 6, 1) });
        await PlanManyAsync(120);
    }

    private EventStore Store => host.Services.GetRequiredService<EventStore>();

    private Task<long> PublishAsync(string code) => RecordAsync($"plan-{code}", new PlanEvent.PlanPublished
    {
        Effective = On(2021, 3, 1),
        Document = new PlanDocument(code, "测试规划", null, "测试县人民政府", "测试县", null, null, new(2021, 1, 1), new(2025, 12, 31), [2025]),
    });

    private Task<long> PlanManyAsync(int count) =>
        AppendAsync([.. Enumerable.Range(0, count).Select(i => Stream($"project-{Large}.p{i}", Planned(Large, $"第{i + 1}小学", i)))]);

    private Task<long> RecordAsync(string stream, params LedgerEvent[] events) => AppendAsync(Stream(stream, events));

    private async Task<long> AppendAsync(params StreamAppend[] streams)
    {
        var appended = (AppendResult.Appended)await Store.AppendAsync(new AppendRequest(streams, "填报员甲"));
        await host.Services.GetRequiredService<ReadModelCatalog>().CatchUpAsync();
        return appended.Entries[^1].Position;
    }

    private static StreamAppend Stream(string stream, params LedgerEvent[] events) =>
        new(stream, StreamName.TypeOf(stream), ExpectedVersion.Any, [.. events.Select(e => new NewEntry(EventTypes.NameOf(e), LedgerJson.Write(e)))]);

    private static ProjectEvent.ProjectPlanned Planned(string plan, string name, int index) =>
        World.Planned(plan, $"{index + 1}", name, name.Contains("幼儿园", StringComparison.Ordinal) ? Category.Preschool : Category.Compulsory, Nature.New, index % 2 == 0, null, new(2021, 3, 1));

    private static EffectiveDate On(int year, int month, int day) => EffectiveDate.OnDay(new(year, month, day));
}
