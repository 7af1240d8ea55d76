using System.Net;
using System.Text.Json.Nodes;
using Shouldly;
using Xunit;

namespace Ledger.Server.Tests.Recording;

public sealed class RecordingTests(RecordingHost host) : IClassFixture<RecordingHost>
{
    [Fact]
    public async Task A_project_lives_from_plan_to_opening_and_every_answer_says_where_the_entry_went()
    {
        var planned = await host.PostAsync("/api/v1/projects", Bodies.Planned("from-plan-to-opening"));
        planned.Status.ShouldBe(HttpStatusCode.Created, planned.Text);
        (planned.Location, planned.Tag, planned.Visible).ShouldBe(("/api/v1/projects/wuxi-145.from-plan-to-opening", "\"1\"", "true"));
        var path = planned.Location!;
        var started = await host.PostAsync($"{path}/entries", Bodies.Started("2022-06"));
        started.Status.ShouldBe(HttpStatusCode.Created, started.Text);
        started.Body!.AsObject().Select(member => member.Key).ShouldBe(["position", "stream", "version", "type", "effectiveOn", "recordedAt", "actor", "late", "closing"]);
        (started.Body["stream"]!.GetValue<string>(), started.Version, started.Body["type"]!.GetValue<string>(), started.Body["effectiveOn"]!.GetValue<string>(), started.Body["actor"]!.GetValue<string>())
            .ShouldBe(("project-wuxi-145.from-plan-to-opening", 2, "construction_started", "2022-06", "user:li"));
        started.Tag.ShouldBe("\"2\"");
        (await host.GetAsync($"{path}?asOf=2022-06-29"))["stage"]!.GetValue<string>().ShouldBe("planned");
        (await host.GetAsync($"{path}?asOf=2022-06-30"))["stage"]!.GetValue<string>().ShouldBe("under-construction");
        var shown = await host.GetAsync(started.Location!);
        (shown["position"]!.GetValue<long>(), shown["effectiveDate"]!.GetValue<string>(), shown["actor"]!.GetValue<string>()).ShouldBe((started.Position, "2022-06", "user:li"));
    }

    [Fact]
    public async Task An_indicator_is_defined_and_reported_on()
    {
        var defined = await host.PostAsync("/api/v1/indicators", Bodies.Defined("enrolment"));
        (defined.Status, defined.Location).ShouldBe((HttpStatusCode.Created, "/api/v1/indicators/wuxi-145.enrolment"), defined.Text);
        var reported = await host.PostAsync("/api/v1/indicators/wuxi-145.enrolment/entries", """
            {"type": "value_reported", "effectiveOn": "2022", "figure": {"period": "2022", "comparator": "=", "value": 96.2, "asWritten": "96.2"}}
            """);
        reported.Status.ShouldBe(HttpStatusCode.Created, reported.Text);
        (await host.GetAsync("/api/v1/indicators/wuxi-145.enrolment?asOf=2023-01-01"))["version"]!.GetValue<long>().ShouldBe(2);
    }

    [Fact]
    public async Task A_project_without_a_slug_gets_one()
    {
        var planned = await host.PostAsync("/api/v1/projects", Bodies.Planned(null));
        planned.Status.ShouldBe(HttpStatusCode.Created);
        planned.Location!.ShouldStartWith("/api/v1/projects/wuxi-145.n");
        (await host.GetAsync(planned.Location!))["name"]!.GetValue<string>().ShouldBe("白马小学改扩建工程");
    }

    [Fact]
    public async Task An_entry_is_voided_and_corrected_by_further_entries()
    {
        var project = await host.PlanAsync();
        var started = await host.RecordAsync(project, Bodies.Started());
        var corrected = await host.PostAsync($"/api/v1/entries/{started.Position}/correct", $$"""{"reason": "日期有误", "replacement": {{Bodies.Started("2022-07-01")}} }""");
        (corrected.Status, corrected.Body!["effectiveOn"]!.GetValue<string>(), corrected.Version).ShouldBe((HttpStatusCode.Created, "2022-07-01", 3), corrected.Text);
        (await host.GetAsync($"/api/v1/projects/{project}?asOf=2022-06-20"))["stage"]!.GetValue<string>().ShouldBe("planned");
        var voided = await host.PostAsync($"/api/v1/entries/{corrected.Position}/void", """{"reason": "不是这个项目"}""");
        (voided.Status, voided.Body!["effectiveOn"]!.GetValue<string>()).ShouldBe((HttpStatusCode.Created, "2026-03-01"), voided.Text);
        (await host.GetAsync($"/api/v1/projects/{project}"))["stage"]!.GetValue<string>().ShouldBe("planned");
        (await host.GetAsync($"/api/v1/projects/{project}?asOf=2022-08-01&knownAt={corrected.Position}"))["stage"]!.GetValue<string>().ShouldBe("under-construction");
    }

    [Fact]
    public async Task A_refusal_has_its_code_its_data_and_what_it_contradicts()
    {
        var project = await host.PlanAsync();
        await host.RecordAsync(project, """{"type": "project_suspended", "effectiveOn": "2023-01-01"}""");
        var resumed = await host.RecordAsync(project, """{"type": "project_resumed", "effectiveOn": "2023-03-01"}""");
        var refused = await host.PostAsync($"/api/v1/entries/{resumed.Position - 1}/void", """{"reason": "误报"}""");
        (refused.Status, refused.Type, refused.Code, refused.Body!["contradicts"]!.GetValue<long>())
            .ShouldBe((HttpStatusCode.UnprocessableEntity, "/problems/refused", "project_not_suspended", resumed.Position));
        var outside = await host.RecordAsync(project, Bodies.Progress(101, "2022-06-18"));
        (outside.Code, outside.Body!["data"]!["percent"]!.GetValue<decimal>(), outside.Body["contradicts"]).ShouldBe(("percent_out_of_range", 101m, null));
        (await host.PostAsync($"/api/v1/entries/{resumed.Position}/void", "{}")).Code.ShouldBe("reason_required");
        (await host.RecordAsync(project, Bodies.Started("2026-03-03"))).Code.ShouldBe("effective_in_future");
        (await host.PostAsync("/api/v1/projects", Bodies.Planned(project["wuxi-145.".Length..]))).Code.ShouldBe("project_already_planned");
    }

    [Fact]
    public async Task If_match_names_the_version_that_the_stream_must_have()
    {
        var project = await host.PlanAsync();
        var path = $"/api/v1/projects/{project}/entries";
        foreach (var tag in new[] { "\"0\"", "\"2\"", "W/\"1\"", "\"x\"" })
        {
            var moved = await host.PostAsync(path, Bodies.Started(), null, ("If-Match", tag));
            (moved.Status, moved.Type, moved.Body!["version"]!.GetValue<long>()).ShouldBe((HttpStatusCode.PreconditionFailed, "/problems/version-moved", 1), tag);
        }

        (await host.PostAsync(path, Bodies.Started(), null, ("If-Match", "1"))).Status.ShouldBe(HttpStatusCode.BadRequest);
        var first = await host.PostAsync(path, Bodies.Started(), null, ("If-Match", "\"7\", \"1\""));
        (first.Status, first.Tag).ShouldBe((HttpStatusCode.Created, "\"2\""), first.Text);
        (await host.PostAsync(path, Bodies.Progress(10, "2022-07-01"), null, ("If-Match", "*"))).Status.ShouldBe(HttpStatusCode.Created);
    }

    [Fact]
    public async Task A_key_makes_a_repeat_harmless_and_belongs_to_one_request_of_one_actor()
    {
        var project = await host.PlanAsync();
        var path = $"/api/v1/projects/{project}/entries";
        var first = await host.PostAsync(path, Bodies.Started(), null, ("Idempotency-Key", "\"8e03978e\""));
        await host.RecordAsync(project, Bodies.Progress(10, "2022-07-01"));
        foreach (var key in new[] { "\"8e03978e\"", "8e03978e" })
        {
            var again = await host.PostAsync(path, Bodies.Started(), null, ("Idempotency-Key", key));
            again.ShouldBe(first with { Body = again.Body });
        }

        var other = await host.PostAsync(path, Bodies.Started("2022-06-19"), null, ("Idempotency-Key", "8e03978e"));
        (other.Status, other.Type).ShouldBe((HttpStatusCode.UnprocessableEntity, "/problems/idempotency-key-reused"));
        (await host.PostAsync("/api/v1/projects", Bodies.Planned("elsewhere"), null, ("Idempotency-Key", "8e03978e"))).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var colleague = TestSignIn.As("user:zhao", "user:zhao", "recorder@*");
        (await host.PostAsync(path, Bodies.Progress(20, "2022-08-01"), colleague, ("Idempotency-Key", "8e03978e"))).Status.ShouldBe(HttpStatusCode.Created);
        foreach (var key in new[] { "", "\"\"", new string('k', 201), "a\tb", "a\"b" })
            (await host.PostAsync(path, Bodies.Started(), null, ("Idempotency-Key", key))).Body!["parameter"]?.GetValue<string>().ShouldBe("Idempotency-Key", key);
        (await host.Store.ReadStreamAsync($"project-{project}")).Count.ShouldBe(4);
    }

    [Fact]
    public async Task A_repeat_after_a_refusal_is_decided_anew()
    {
        var project = await host.PlanAsync();
        var path = $"/api/v1/projects/{project}/entries";
        const string resumed = """{"type": "project_resumed", "effectiveOn": "2023-03-01"}""";
        (await host.PostAsync(path, resumed, null, ("Idempotency-Key", "resumed"))).Code.ShouldBe("project_not_suspended");
        await host.RecordAsync(project, """{"type": "project_suspended", "effectiveOn": "2023-01-01"}""");
        (await host.PostAsync(path, resumed, null, ("Idempotency-Key", "resumed"))).Status.ShouldBe(HttpStatusCode.Created);
    }

    [Fact]
    public async Task What_a_caller_says_about_the_actor_is_refused() =>
        (await host.PostAsync("/api/v1/projects", Bodies.Planned("as-someone-else").Replace("{\"type\"", "{\"actor\": \"user:somebody\", \"type\"", StringComparison.Ordinal)))
            .Body!["errors"]!.AsArray().Select(error => error!["parameter"]!.GetValue<string>()).ShouldBe(["$.actor"]);

    [Fact]
    public async Task The_owner_stands_beside_the_actor()
    {
        var project = await host.PlanAsync();
        var key = TestSignIn.As("key:k7f3", "user:li", "recorder@巫溪县");
        (await host.PostAsync($"/api/v1/projects/{project}/entries", Bodies.Started(), key)).Body!["actor"]!.GetValue<string>().ShouldBe("key:k7f3");
        var stored = (await host.Store.ReadStreamAsync($"project-{project}"))[^1];
        JsonNode.Parse(stored.Headers!.Value.Span)!["owner"]!.GetValue<string>().ShouldBe("user:li");
        stored.CorrelationId.ShouldNotBeNull();
    }
}
