using Ledger.Domain.Entries;
using Ledger.Domain.Plans;
using Ledger.Domain.Projects;
using Ledger.Domain.Time;
using Ledger.Postgres.EventStore;
using Microsoft.Extensions.DependencyInjection;

namespace Ledger.Server.Tests.Pages;

/// <summary>A published plan of a region of its own, for tests that record in it through the pages.</summary>
internal static class RecordWorld
{
    public const string Region = "测试区";

    private static int _count;

    /// <summary>A plan of its own and a project in it, which somebody else recorded.</summary>
    /// <returns>Id of the project and position of its first entry.</returns>
    public static async Task<(string Plan, string Id, long Planned)> BeginAsync(BrowserHost host)
    {
        var plan = $"record-test-{Interlocked.Increment(ref _count)}";
        var issued = new DateOnly(2021, 1, 31);
        await PlaneWorld.AppendToAsync(host, $"plan-{plan}", Review.ImportActor, new PlanEvent.PlanPublished
        {
            Effective = EffectiveDate.OnDay(issued),
            Document = new PlanDocument(plan, "测试规划", null, "测试区人民政府", Region, null, ReducedDate.Of(issued), new(2021, 1, 1), new(2025, 12, 31), []),
        });
        var positions = await PlaneWorld.AppendAsync(host, $"{plan}.school", "user:li", new ProjectEvent.ProjectPlanned
        {
            Effective = EffectiveDate.OnDay(issued), Plan = plan, Name = "测试小学新建工程",
            Scope = new Scope(Category.Compulsory, Nature.New, null, ["测试镇"], null, new Scale(), null), Schedule = new Schedule(ReducedDate.OfYear(2021), ReducedDate.OfYear(2023), null, true),
        });
        return (plan, $"{plan}.school", positions[0]);
    }

    /// <summary>What is stored of a project.</summary>
    public static async Task<IReadOnlyList<StoredEntry>> StoredAsync(BrowserHost host, string id) =>
        await host.Services.GetRequiredService<EventStore>().ReadStreamAsync($"project-{id}");
}
