using System.Net;
using Ledger.Server.Tests.Api;
using Shouldly;
using Xunit;

namespace Ledger.Server.Tests.Recording;

/// <summary>Many writers at once, over two servers of one ledger.</summary>
public sealed class RaceTests(RecordingHost host) : IClassFixture<RecordingHost>
{
    private const int Writers = 64;

    [Fact]
    public async Task Each_of_64_writers_entries_is_there_once_and_versions_have_no_gap()
    {
        var project = await host.PlanAsync();
        var answers = await RaceAsync(i => ($"/api/v1/projects/{project}/entries", Bodies.Progress(i, $"{new DateOnly(2022, 4, 1).AddDays(i):yyyy-MM-dd}"), []));
        answers.ShouldAllBe(answer => answer.Status == HttpStatusCode.Created);
        answers.Select(answer => answer.Version).Order().ShouldBe(Enumerable.Range(2, Writers).Select(i => (long)i));
        var stored = await host.Store.ReadStreamAsync($"project-{project}");
        stored.Select(entry => entry.Version).ShouldBe(Enumerable.Range(1, Writers + 1).Select(i => (long)i));
        stored.Skip(1).Select(entry => entry.Position).Order().ShouldBe(answers.Select(answer => answer.Position).Order());
        (await host.GetAsync($"/api/v1/projects/{project}"))["percent"]!.GetValue<decimal>().ShouldBe(Writers - 1);
    }

    [Fact]
    public async Task Of_64_writers_of_one_fact_one_records_it_and_the_others_are_refused()
    {
        var project = await host.PlanAsync();
        var answers = await RaceAsync(_ => ($"/api/v1/projects/{project}/entries", Bodies.Started(), []));
        answers.Count(answer => answer.Status == HttpStatusCode.Created).ShouldBe(1);
        answers.Count(answer => answer.Code == "stage_already_reached").ShouldBe(Writers - 1);
    }

    [Fact]
    public async Task Of_64_writers_who_demand_one_version_one_gets_it_and_the_others_are_told_the_present_one()
    {
        var project = await host.PlanAsync();
        var answers = await RaceAsync(i => ($"/api/v1/projects/{project}/entries", Bodies.Progress(i, "2022-04-01"), [("If-Match", "\"1\"")]));
        answers.Count(answer => answer.Status == HttpStatusCode.Created).ShouldBe(1);
        var moved = answers.Where(answer => answer.Status == HttpStatusCode.PreconditionFailed).ToList();
        moved.Count.ShouldBe(Writers - 1);
        moved.ShouldAllBe(answer => answer.Version == 2);
        (await host.Store.ReadStreamAsync($"project-{project}")).Count.ShouldBe(2);
    }

    [Fact]
    public async Task Of_64_repeats_under_one_key_one_is_recorded_and_nobody_hears_anything_else()
    {
        var project = await host.PlanAsync();
        var answers = await RaceAsync(_ => ($"/api/v1/projects/{project}/entries", Bodies.Started(), [("Idempotency-Key", "race")]));
        var done = answers.Where(answer => answer.Status == HttpStatusCode.Created).ToList();
        done.ShouldNotBeEmpty();
        done.Select(answer => (answer.Text, answer.Tag, answer.Location)).Distinct().ShouldHaveSingleItem();
        answers.Where(answer => answer.Status != HttpStatusCode.Created)
            .ShouldAllBe(answer => answer.Status == HttpStatusCode.Conflict && answer.Type == "/problems/idempotency-key-running");
        (await host.Store.ReadStreamAsync($"project-{project}")).Count.ShouldBe(2);
        (await host.PostAsync($"/api/v1/projects/{project}/entries", Bodies.Started(), null, ("Idempotency-Key", "race"))).Text.ShouldBe(done[0].Text);
    }

    [Fact]
    public async Task Batches_over_the_same_streams_in_any_order_all_go_in()
    {
        string[] projects = [await host.PlanAsync(), await host.PlanAsync(), await host.PlanAsync()];
        var answers = await RaceAsync(i => ("/api/v1/entries", $$"""{"entries": [{{string.Join(',', projects.OrderBy(p => (p[^1] * 7 + i) % 3)
            .Select(p => $$"""{"project": "{{p}}", "entry": {{Bodies.Progress(i, "2022-04-01")}} }"""))}}]}""", []));
        answers.ShouldAllBe(answer => answer.Status == HttpStatusCode.Created);
        foreach (var project in projects) (await host.Store.ReadStreamAsync($"project-{project}")).Count.ShouldBe(Writers + 1);
    }

    private async Task<IReadOnlyList<Answer>> RaceAsync(Func<int, (string Path, string Body, (string, string)[] Headers)> write)
    {
        await using var other = await host.StartAsync();
        using var otherClient = ApiHost.ClientOf(other);
        return await Task.WhenAll(Enumerable.Range(0, Writers).Select(i => Task.Run(async () =>
        {
            var (path, body, headers) = write(i);
            return await RecordingHost.PostAsync(i % 2 == 0 ? host.Client : otherClient, path, body, null, headers);
        })));
    }
}
