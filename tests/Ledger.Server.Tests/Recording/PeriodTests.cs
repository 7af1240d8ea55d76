using System.Net;
using System.Text.Json.Nodes;
using Ledger.Domain.Entries;
using Ledger.Domain.Plans;
using Ledger.Postgres.EventStore;
using Ledger.Postgres.ReadModels;
using Ledger.Server.Tests.Api;
using Shouldly;
using Xunit;

namespace Ledger.Server.Tests.Recording;

/// <summary>Closing the periods of a plan, and what is recorded of them afterwards.</summary>
public sealed class PeriodTests(RecordingHost host) : IClassFixture<RecordingHost>
{
    private const string Periods = "/api/v1/plans/wuxi-145/periods";
    private static readonly string Reviewer = TestSignIn.As("user:shen", "user:shen", "reviewer@巫溪县");

    [Fact]
    public async Task What_holds_in_a_closed_period_needs_a_reason_and_is_late_on_every_path()
    {
        var project = await host.PlanAsync();
        var early = await host.RecordAsync(project, Bodies.Started("2022-04-18"));
        early.Body!["late"]!.GetValue<bool>().ShouldBeFalse();
        var closing = await CloseAsync("2022-Q2");

        await RefusedAsync($"/api/v1/projects/{project}/entries", Bodies.Progress(10, "2022-06"));
        await RefusedAsync("/api/v1/entries", $$"""{"entries": [{"project": "{{project}}", "entry": {{Bodies.Progress(10, "2022-06")}} }]}""");
        await RefusedAsync("/api/v1/projects", Bodies.Planned("late-school", "2022-06-30"));
        await RefusedAsync("/api/v1/indicators", Bodies.Defined("late-places").Replace("2020-12-31", "2022-05-31", StringComparison.Ordinal));

        var reported = await host.RecordAsync(project, Progress(10, "2022-06", "月报漏报"));
        (reported.Body!["late"]!.GetValue<bool>(), reported.Body["closing"]!.GetValue<long>()).ShouldBe((true, closing), reported.Text);
        var voided = await host.PostAsync($"/api/v1/entries/{reported.Position}/void", """{"reason": "误报"}""");
        voided.Body!["closing"]!.GetValue<long>().ShouldBe(closing, voided.Text);
        var corrected = await host.PostAsync($"/api/v1/entries/{early.Position}/correct", $$"""{"reason": "日期有误", "replacement": {{Bodies.Started("2022-07-18")}} }""");
        corrected.Body!["closing"]!.GetValue<long>().ShouldBe(closing, corrected.Text);
        (await host.RecordAsync(project, Bodies.Progress(20, "2022-08"))).Body!["late"]!.GetValue<bool>().ShouldBeFalse();

        var listed = (await host.GetAsync($"/api/v1/projects/{project}/entries"))["items"]!.AsArray();
        listed.Select(item => item!["closing"]?.GetValue<long>()).ShouldBe([null, null, closing, closing, closing, null]);
        (await host.GetAsync($"/api/v1/entries/{reported.Position}"))["late"]!.GetValue<bool>().ShouldBeTrue();
        await OpenAsync(closing);
    }

    [Fact]
    public async Task A_reviewer_opens_a_period_again_and_a_recorder_does_not()
    {
        var project = await host.PlanAsync();
        var closing = await CloseAsync("2021-Q3");
        (await host.PostAsync(Periods, """{"period": "2021-08"}""", Reviewer)).Code.ShouldBe("period_already_closed");
        (await host.PostAsync($"/api/v1/entries/{closing}/void", """{"reason": "x"}""")).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await host.PostAsync($"/api/v1/entries/{closing}/void", "{}", Reviewer)).Code.ShouldBe("reason_required");
        (await host.PostAsync($"/api/v1/entries/{closing}/review", """{"verdict": "confirmed"}""", Reviewer)).Status.ShouldBe(HttpStatusCode.NotFound);
        var planned = (await host.Store.ReadStreamAsync($"project-{project}"))[0].Position;
        (await host.PostAsync($"/api/v1/entries/{planned}/void", """{"reason": "x"}""", Reviewer)).Status.ShouldBe(HttpStatusCode.Forbidden);

        var opened = await OpenAsync(closing);
        (await host.RecordAsync(project, Bodies.Started("2022-04-01"))).Status.ShouldBe(HttpStatusCode.Created);
        (await ListAsync(closing))!["voided"]!["by"]!.GetValue<long>().ShouldBe(opened);
        (await ListAsync(closing, opened - 1))!["voided"].ShouldBeNull();
        (await ListAsync(closing, closing - 1)).ShouldBeNull();
        await OpenAsync(await CloseAsync("2021-Q3"));
    }

    [Theory]
    [InlineData("2026-02", null)]
    [InlineData("2026-03", "period_not_over")]
    [InlineData("2026", "period_not_over")]
    [InlineData("2020-Q4", "period_before_plan")]
    [InlineData("2022-06-18", "not_a_period")]
    public async Task Periods_are_closed_once_they_are_over_in_Shanghai(string period, string? code)
    {
        // The clock stands at 2026-03-01, noon.
        var answer = await host.PostAsync(Periods, $$"""{"period": "{{period}}"}""", Reviewer);
        (answer.Status == HttpStatusCode.Created ? null : answer.Code).ShouldBe(code, answer.Text);
        if (code is null) await OpenAsync(answer.Position);
    }

    [Fact]
    public async Task Only_reviewers_of_the_region_close_and_only_plans_that_are_there()
    {
        (await host.PostAsync(Periods, """{"period": "2022"}""")).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await host.PostAsync(Periods, """{"period": "2022"}""", TestSignIn.As("user:a", "user:a", "reviewer@沙坪坝区"))).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await host.PostAsync("/api/v1/plans/nowhere/periods", """{"period": "2022"}""", Reviewer)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await host.PostAsync(Periods, """{"period": "bad"}""", Reviewer)).Status.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task The_closing_of_another_plan_makes_nothing_late()
    {
        var closing = await host.PostAsync("/api/v1/plans/shapingba-2023/periods", """{"period": "2022"}""", TestSignIn.As("user:a", "user:a", "reviewer@沙坪坝区"));
        closing.Status.ShouldBe(HttpStatusCode.Created, closing.Text);
        (await host.RecordAsync(await host.PlanAsync(), Bodies.Started("2022-11-18"))).Body!["late"]!.GetValue<bool>().ShouldBeFalse();
    }

    [Fact]
    public async Task An_evaluation_is_recorded_by_a_reviewer_and_voided_by_one()
    {
        const string body = """{"type": "evaluation_issued", "effectiveOn": "2022-02-20", "kind": "annual", "through": "2021", "source": {"document": "2021年度评估报告"} }""";
        (await host.PostAsync("/api/v1/plans/wuxi-145/evaluations", body)).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await host.PostAsync("/api/v1/plans/wuxi-145/evaluations", body, Reviewer)).Code.ShouldBe("plan_not_published");
        var issued = await host.PostAsync("/api/v1/plans/wuxi-145/evaluations", body.Replace("2022-02-20", "2022-04-20", StringComparison.Ordinal), Reviewer);
        (issued.Status, issued.Type).ShouldBe((HttpStatusCode.Created, "evaluation_issued"), issued.Text);
        (await host.PostAsync("/api/v1/plans/wuxi-145/evaluations", body.Replace("2022-02-20", "2022-05-20", StringComparison.Ordinal), Reviewer)).Code.ShouldBe("evaluation_already_issued");
        await OpenAsync(issued.Position);
    }

    /// <summary>Recorders on two servers report of a month while reviewers close it and open it again: every entry is marked by what stood at its position.</summary>
    [Fact]
    public async Task Entries_that_race_the_closing_are_late_exactly_where_it_stood_before_them()
    {
        string[] projects = [await host.PlanAsync("2021-05-01"), await host.PlanAsync("2021-05-01"), await host.PlanAsync("2021-05-01")];
        await using var other = await host.StartAsync();
        using var otherClient = ApiHost.ClientOf(other);
        using var over = new CancellationTokenSource();
        var reviewer = Task.Run(async () =>
        {
            for (var round = 0; round < 6; round++) await OpenAsync(await CloseAsync("2021-07"));
            await over.CancelAsync();
        });
        var recorders = Enumerable.Range(0, 6).Select(i => Task.Run(async () =>
        {
            for (var n = 0; !over.IsCancellationRequested; n++)
                await RecordingHost.PostAsync(
                    i % 2 == 0 ? host.Client : otherClient, $"/api/v1/projects/{projects[i / 2]}/entries",
                    n % 2 == 0 ? Bodies.Progress(n % 100, "2021-07-10") : Progress(n % 100, "2021-07-10", "补报"));
        })).ToList();
        await reviewer;
        await Task.WhenAll(recorders);

        var plan = (await host.Store.ReadStreamAsync("plan-wuxi-145")).Select(entry => entry.ToRecorded()).ToList();
        var (late, inTime) = (0, 0);
        foreach (var project in projects)
        {
            var stream = (await host.Store.ReadStreamAsync($"project-{project}")).ToList();
            foreach (var entry in stream)
            {
                var recorded = entry.ToRecorded();
                var expected = Lateness.Of(Closing.Of(plan.Where(before => before.Position < entry.Position)), [], recorded.Event);
                EntryHeaders.Of(entry).Late.ShouldBe(expected?.Position, $"position {entry.Position}");
                if (expected is null) inTime++;
                else recorded.Event.Reason.ShouldNotBeNullOrEmpty();
                if (expected is not null) late++;
            }
        }

        late.ShouldBeGreaterThan(0);
        inTime.ShouldBeGreaterThan(3);
    }

    private static string Progress(decimal percent, string on, string reason) =>
        $$"""{"type": "progress_reported", "effectiveOn": "{{on}}", "percent": {{percent}}, "reason": "{{reason}}"}""";

    private async Task<long> CloseAsync(string period)
    {
        var answer = await host.PostAsync(Periods, $$"""{"period": "{{period}}"}""", Reviewer);
        answer.Status.ShouldBe(HttpStatusCode.Created, answer.Text);
        return answer.Position;
    }

    private async Task<long> OpenAsync(long closing)
    {
        var answer = await host.PostAsync($"/api/v1/entries/{closing}/void", """{"reason": "补报"}""", Reviewer);
        answer.Status.ShouldBe(HttpStatusCode.Created, answer.Text);
        return answer.Position;
    }

    private async Task RefusedAsync(string path, string body)
    {
        var answer = await host.PostAsync(path, body);
        (answer.Status, answer.Code).ShouldBe((HttpStatusCode.UnprocessableEntity, "late_without_reason"), answer.Text);
    }

    private async Task<JsonNode?> ListAsync(long closing, long? knownAt = null) =>
        (await host.GetAsync(Periods + (knownAt is null ? "" : $"?knownAt={knownAt}")))["items"]!.AsArray().SingleOrDefault(item => item!["position"]!.GetValue<long>() == closing);
}
