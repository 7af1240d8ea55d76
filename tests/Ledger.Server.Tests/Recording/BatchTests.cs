using System.Net;
using System.Text.Json.Nodes;
using Shouldly;
using Xunit;

namespace Ledger.Server.Tests.Recording;

public sealed class BatchTests(RecordingHost host) : IClassFixture<RecordingHost>
{
    private static string Project(string id, string entry) => $$"""{"project": "{{id}}", "entry": {{entry}} }""";

    private static string Batch(params IEnumerable<string> entries) => $$"""{"entries": [{{string.Join(',', entries)}}]}""";

    [Fact]
    public async Task Entries_over_several_streams_are_recorded_together_and_answered_in_their_order()
    {
        var school = await host.PlanAsync();
        var answer = await host.PostAsync("/api/v1/entries", Batch(
            Project(school, Bodies.Started()),
            Project("wuxi-145.batch-new", Bodies.Planned(null)),
            """{"indicator": "wuxi-145.batch-indicator", "entry": {"type": "indicator_defined", "effectiveOn": "2021", "definition": {"plan": "wuxi-145", "name": "学位", "category": "compulsory"}}}""",
            Project(school, Bodies.Progress(10, "2022-07-01")),
            Project("wuxi-145.batch-new", Bodies.Started())));
        (answer.Status, answer.Visible).ShouldBe((HttpStatusCode.Created, "true"), answer.Text);
        answer.Body!["entries"]!.AsArray().Select(entry => (entry!["stream"]!.GetValue<string>(), entry["version"]!.GetValue<long>(), entry["type"]!.GetValue<string>())).ShouldBe(
        [
            ($"project-{school}", 2, "construction_started"), ("project-wuxi-145.batch-new", 1, "project_planned"), ("indicator-wuxi-145.batch-indicator", 1, "indicator_defined"),
            ($"project-{school}", 3, "progress_reported"), ("project-wuxi-145.batch-new", 2, "construction_started"),
        ]);
        (await host.GetAsync("/api/v1/projects/wuxi-145.batch-new"))["stage"]!.GetValue<string>().ShouldBe("under-construction");
    }

    [Fact]
    public async Task One_wrong_entry_keeps_all_out_and_is_named()
    {
        var school = await host.PlanAsync();
        var head = await host.Store.HeadAsync();
        var good = Project(school, Bodies.Started());
        async Task<Answer> Post(string wrong) => await host.PostAsync("/api/v1/entries", Batch(good, wrong));

        (await Post(Project(school, Bodies.Started()))).ShouldSatisfyAllConditions(
            answer => (answer.Status, answer.Code, answer.Body!["index"]!.GetValue<int>()).ShouldBe((HttpStatusCode.UnprocessableEntity, "stage_already_reached", 1)),
            answer => answer.Body!["contradicts"].ShouldBeNull());
        (await Post(Project("wuxi-145.nobody", Bodies.Started()))).ShouldSatisfyAllConditions(
            answer => (answer.Status, answer.Body!["index"]!.GetValue<int>()).ShouldBe((HttpStatusCode.NotFound, 1)));
        (await Post(Project("shapingba-2023.x", Bodies.Planned(null, plan: "shapingba-2023")))).ShouldSatisfyAllConditions(
            answer => (answer.Status, answer.Body!["index"]!.GetValue<int>()).ShouldBe((HttpStatusCode.Forbidden, 1)));
        foreach (var (wrong, path) in new[]
        {
            (Project(school, """{"type": "project_renamed", "effectiveOn": "2022"}"""), "$.entries[1].entry.name"),
            (Project(school, """{"type": "progress_reported", "effectiveOn": "2022", "percent": 1, "investedTenThousandYuan": 79228162514264337593543950335}"""), "$.entries[1].entry.investedTenThousandYuan"),
            (Project("shapingba-2023.x", Bodies.Planned(null)), "$.entries[1]"),
            (Project("wuxi-145.A B", Bodies.Planned(null)), "$.entries[1]"),
            ($$"""{"entry": {{Bodies.Started()}} }""", "$.entries[1]"),
            ($$"""{"project": "a", "indicator": "b", "entry": {{Bodies.Started()}} }""", "$.entries[1]"),
        })
        {
            var answer = await Post(wrong);
            (answer.Status, answer.Body!["parameter"]?.GetValue<string>()).ShouldBe((HttpStatusCode.BadRequest, path), answer.Text);
        }

        (await host.PostAsync("/api/v1/entries", Batch())).Body!["parameter"]!.GetValue<string>().ShouldBe("$.entries");
        (await host.PostAsync("/api/v1/entries", Batch(good, good), null, ("If-Match", "\"1\""))).Body!["parameter"]!.GetValue<string>().ShouldBe("If-Match");
        (await host.Store.HeadAsync()).Position.ShouldBe(head.Position);
    }

    [Fact]
    public async Task A_thousand_entries_go_in_and_one_more_does_not_and_a_repeat_adds_none()
    {
        var school = await host.PlanAsync();
        var reports = Enumerable.Range(0, 1_000).Select(i => Project(school, Bodies.Progress(i / 10m, $"{new DateOnly(2022, 4, 1).AddDays(i):yyyy-MM-dd}"))).ToList();
        (await host.PostAsync("/api/v1/entries", Batch([.. reports, reports[0]]))).Body!["parameter"]!.GetValue<string>().ShouldBe("$.entries");
        var first = await host.PostAsync("/api/v1/entries", Batch(reports), null, ("Idempotency-Key", "thousand"));
        (first.Status, first.Body!["entries"]!.AsArray().Count).ShouldBe((HttpStatusCode.Created, 1_000), first.Text);
        first.Body["entries"]!.AsArray().Select(entry => entry!["version"]!.GetValue<long>()).ShouldBe(Enumerable.Range(2, 1_000).Select(i => (long)i));
        (await host.PostAsync("/api/v1/entries", Batch(reports), null, ("Idempotency-Key", "thousand"))).Text.ShouldBe(first.Text);
        (await host.Store.ReadStreamAsync($"project-{school}")).Count.ShouldBe(1_001);
    }

    [Fact]
    public async Task A_batch_of_two_megabytes_is_taken()
    {
        var school = await host.PlanAsync();
        var words = new string('学', 900);
        var reports = Enumerable.Range(0, 700).Select(i => Project(school, $$"""{"type": "project_renamed", "effectiveOn": "2022-05", "name": "{{words}}", "reason": "{{i}}"}"""));
        (await host.PostAsync("/api/v1/entries", Batch(reports))).Status.ShouldBe(HttpStatusCode.Created);
    }
}
