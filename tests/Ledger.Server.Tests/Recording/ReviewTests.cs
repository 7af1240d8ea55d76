using System.Net;
using System.Text.Json.Nodes;
using Shouldly;
using Xunit;

namespace Ledger.Server.Tests.Recording;

public sealed class ReviewTests(RecordingHost host) : IClassFixture<RecordingHost>
{
    private const string Confirmed = """{"verdict": "confirmed"}""";
    private const string Rejected = """{"verdict": "rejected", "reason": "与现场不符"}""";
    private static readonly string Reviewer = TestSignIn.As("user:shen", "user:shen", "reviewer@巫溪县");

    [Fact]
    public async Task What_is_reported_counts_as_confirmed_from_its_confirmation_on()
    {
        var project = await host.PlanAsync();
        var planned = (await host.Store.ReadStreamAsync($"project-{project}"))[0].Position;
        var started = await host.RecordAsync(project, Bodies.Started());
        (await StatusAsync($"/api/v1/projects/{project}?basis=confirmed")).ShouldBe(HttpStatusCode.NotFound);
        var first = await ReviewAsync(planned, Confirmed);
        (first.Status, first.Body!["type"]!.GetValue<string>(), first.Tag, first.Visible).ShouldBe((HttpStatusCode.Created, "entry_reviewed", "\"3\"", "true"), first.Text);
        (await StageAsync($"/api/v1/projects/{project}?basis=confirmed")).ShouldBe("planned");
        (await StageAsync($"/api/v1/projects/{project}?basis=reported")).ShouldBe("under-construction");
        (await StageAsync($"/api/v1/projects/{project}")).ShouldBe("under-construction");
        var second = await ReviewAsync(started.Position, Confirmed);
        (await StageAsync($"/api/v1/projects/{project}?basis=confirmed")).ShouldBe("under-construction");
        (await StageAsync($"/api/v1/projects/{project}?basis=confirmed&knownAt={second.Position - 1}")).ShouldBe("planned");
        (await StatusAsync($"/api/v1/projects/{project}?basis=confirmed&knownAt={started.Position}")).ShouldBe(HttpStatusCode.NotFound);
        await ReviewAsync(started.Position, Rejected);
        (await StageAsync($"/api/v1/projects/{project}?basis=confirmed")).ShouldBe("planned");
        (await StageAsync($"/api/v1/projects/{project}")).ShouldBe("under-construction");
    }

    [Fact]
    public async Task Listings_and_series_take_the_basis_and_pages_keep_it()
    {
        await host.PostAsync("/api/v1/indicators", Bodies.Defined("reviewed"));
        const string id = "wuxi-145.reviewed";
        var reported = await host.PostAsync($"/api/v1/indicators/{id}/entries", """{"type": "value_reported", "effectiveOn": "2022", "figure": {"period": "2022", "comparator": "=", "value": 96.2, "asWritten": "96.2"}}""");
        var before = (await host.GetAsync("/api/v1/indicators?basis=confirmed&plan=wuxi-145"))["total"]!.GetValue<long>();
        await ReviewAsync(reported.Position - 1, Confirmed);
        (await host.GetAsync("/api/v1/indicators?basis=confirmed&plan=wuxi-145"))["total"]!.GetValue<long>().ShouldBe(before + 1);
        (await host.GetAsync($"/api/v1/indicators/{id}/series?basis=confirmed"))["points"]!.AsArray().ShouldBeEmpty();
        (await host.GetAsync($"/api/v1/indicators/{id}/series"))["points"]!.AsArray().Count.ShouldBe(1);

        string[] projects = [await host.PlanAsync(), await host.PlanAsync(), await host.PlanAsync()];
        foreach (var project in projects.Skip(1)) await ReviewAsync((await host.Store.ReadStreamAsync($"project-{project}"))[0].Position, Confirmed);
        var page = await host.GetAsync("/api/v1/projects?basis=confirmed&limit=1");
        (await StatusAsync($"/api/v1/projects?limit=1&cursor={page["next"]!.GetValue<string>()}")).ShouldBe(HttpStatusCode.BadRequest);
        (await host.GetAsync($"/api/v1/projects?basis=confirmed&limit=1&cursor={page["next"]!.GetValue<string>()}"))["total"]!.GetValue<long>().ShouldBe(page["total"]!.GetValue<long>());
        (await StatusAsync("/api/v1/projects?basis=published")).ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Plans_count_and_comparisons_show_what_the_basis_says()
    {
        var project = await host.PlanAsync();
        var planned = (await host.Store.ReadStreamAsync($"project-{project}"))[0].Position;
        var before = await CountAsync("/api/v1/plans/wuxi-145?basis=confirmed");
        var reported = await CountAsync("/api/v1/plans/wuxi-145");
        reported.ShouldBeGreaterThan(before);
        var confirmed = await ReviewAsync(planned, Confirmed);
        (await CountAsync("/api/v1/plans/wuxi-145?basis=confirmed")).ShouldBe(before + 1);
        (await CountAsync("/api/v1/plans/wuxi-145")).ShouldBe(reported);
        var listed = (await host.GetAsync("/api/v1/plans?basis=confirmed"))["items"]!.AsArray().Single(plan => plan!["code"]!.GetValue<string>() == "wuxi-145")!;
        listed["projects"]!["total"]!.GetValue<long>().ShouldBe(before + 1);

        var started = await host.RecordAsync(project, Bodies.Started("2022-06-18"));
        var verdict = await ReviewAsync(started.Position, Confirmed);
        var times = $"plan=wuxi-145&from=2022-12-31&to=2022-12-31&knownFrom={started.Position}&knownTo={verdict.Position}";
        (await host.GetAsync($"/api/v1/compare?{times}"))["changed"]!.AsArray().ShouldBeEmpty();
        var changed = (await host.GetAsync($"/api/v1/compare?{times}&basis=confirmed"))["changed"]!.AsArray().ShouldHaveSingleItem()!;
        changed["entries"]!.AsArray().Select(entry => entry!["position"]!.GetValue<long>()).ShouldBe([started.Position, verdict.Position]);
        var added = (await host.GetAsync($"/api/v1/compare?plan=wuxi-145&from=2022-12-31&to=2022-12-31&knownFrom={confirmed.Position - 1}&knownTo={confirmed.Position}&basis=confirmed"))["added"]!.AsArray();
        added.ShouldHaveSingleItem()!["id"]!.GetValue<string>().ShouldBe(project);
    }

    private async Task<long> CountAsync(string path) => (await host.GetAsync(path))["projects"]!["total"]!.GetValue<long>();

    [Fact]
    public async Task Entries_say_what_reviewers_said()
    {
        var project = await host.PlanAsync();
        var started = await host.RecordAsync(project, Bodies.Started());
        var progress = await host.RecordAsync(project, Bodies.Progress(10, "2022-07-01"));
        var confirmed = await ReviewAsync(started.Position, Confirmed);
        await ReviewAsync(progress.Position, Rejected);
        var items = (await host.GetAsync($"/api/v1/projects/{project}/entries"))["items"]!.AsArray();
        items.Select(item => item!["review"]?["status"]!.GetValue<string>()).ShouldBe(["reported", "confirmed", "rejected", null, null]);
        items.Select(item => item!["counts"]!.GetValue<bool>()).ShouldBe([true, true, true, false, false]);
        var review = items[1]!["review"]!;
        (review["by"]!.GetValue<long>(), review["actor"]!.GetValue<string>()).ShouldBe((confirmed.Position, "user:shen"));
        items[2]!["review"]!["reason"]!.GetValue<string>().ShouldBe("与现场不符");
        (await host.GetAsync($"/api/v1/projects/{project}/entries?knownAt={progress.Position}"))["items"]!.AsArray()
            .Select(item => item!["review"]!["status"]!.GetValue<string>()).ShouldBe(["reported", "reported", "reported"]);
        (await host.GetAsync($"/api/v1/entries/{progress.Position}"))["review"]!["status"]!.GetValue<string>().ShouldBe("rejected");
    }

    [Fact]
    public async Task Only_a_reviewer_of_the_region_reviews_and_never_what_they_recorded_themselves()
    {
        var project = await host.PlanAsync();
        var position = (await host.Store.ReadStreamAsync($"project-{project}"))[0].Position;
        (await ReviewAsync(position, Confirmed, "")).Status.ShouldBe(HttpStatusCode.Unauthorized);
        foreach (var caller in new[] { RecordingHost.Recorder, RecordingHost.Supervisor, TestSignIn.As("user:x", "user:x", "reviewer@沙坪坝区", "recorder@巫溪县") })
            (await ReviewAsync(position, Confirmed, caller)).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await ReviewAsync(position, Confirmed, TestSignIn.As("user:li", "user:li", "reviewer@巫溪县"))).Code.ShouldBe("own_entry");
        (await ReviewAsync(position, Confirmed, TestSignIn.As("key:li2", "user:li", "reviewer@巫溪县"))).Code.ShouldBe("same_owner");
        (await ReviewAsync(position, """{"verdict": "rejected"}""")).Code.ShouldBe("reason_required");
        (await ReviewAsync(position, """{"verdict": "maybe"}""")).Body!["parameter"]!.GetValue<string>().ShouldBe("$.verdict");
        (await ReviewAsync(999_999, Confirmed)).Status.ShouldBe(HttpStatusCode.NotFound);
        var key = TestSignIn.As("key:li1", "user:li", "recorder@巫溪县");
        var byKey = await host.PostAsync($"/api/v1/projects/{project}/entries", Bodies.Started(), key);
        (await ReviewAsync(byKey.Position, Confirmed, TestSignIn.As("user:li", "user:li", "reviewer@巫溪县"))).Code.ShouldBe("same_owner");
        (await ReviewAsync(byKey.Position, Confirmed)).Status.ShouldBe(HttpStatusCode.Created);
        (await ReviewAsync(byKey.Position, Confirmed)).Code.ShouldBe("already_reviewed");
    }

    [Fact]
    public async Task Of_many_reviewers_at_once_one_confirms()
    {
        var project = await host.PlanAsync();
        var position = (await host.Store.ReadStreamAsync($"project-{project}"))[0].Position;
        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => ReviewAsync(position, Confirmed, TestSignIn.As($"user:r{i}", $"user:r{i}", "reviewer@*"))));
        answers.Count(answer => answer.Status == HttpStatusCode.Created).ShouldBe(1);
        answers.Count(answer => answer.Code == "already_reviewed").ShouldBe(15);
    }

    private Task<Answer> ReviewAsync(long position, string body, string? caller = null) =>
        host.PostAsync($"/api/v1/entries/{position}/review", body, caller ?? Reviewer);

    private async Task<string> StageAsync(string path) => (await host.GetAsync(path))["stage"]!.GetValue<string>();

    private async Task<HttpStatusCode> StatusAsync(string path)
    {
        using var response = await host.Client.GetAsync(new Uri(path, UriKind.Relative));
        return response.StatusCode;
    }
}
