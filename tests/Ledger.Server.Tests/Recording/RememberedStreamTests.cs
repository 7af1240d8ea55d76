using System.Net;
using Ledger.Server.Tests.Api;
using Shouldly;
using Xunit;

namespace Ledger.Server.Tests.Recording;

/// <summary>What one server remembers of a stream is only a guess: another server may have written meanwhile.</summary>
public sealed class RememberedStreamTests(RecordingHost host) : IClassFixture<RecordingHost>
{
    [Fact]
    public async Task Nobody_is_refused_for_what_was_undone_elsewhere()
    {
        await using var other = await host.StartAsync();
        using var client = ApiHost.ClientOf(other);
        var (project, entries) = await PlannedAsync();
        var started = await RecordingHost.PostAsync(client, entries, Bodies.Started());
        started.Status.ShouldBe(HttpStatusCode.Created);
        (await host.PostAsync($"/api/v1/entries/{started.Position}/void", """{"reason": "误报"}""")).Status.ShouldBe(HttpStatusCode.Created);
        // The other server remembers a project under construction.
        (await RecordingHost.PostAsync(client, entries, Bodies.Started("2022-07-01"))).Status.ShouldBe(HttpStatusCode.Created);
        (await host.GetAsync($"/api/v1/projects/{project}"))["stage"]!.GetValue<string>().ShouldBe("under-construction");
    }

    [Fact]
    public async Task Nothing_is_accepted_that_what_was_recorded_elsewhere_forbids()
    {
        await using var other = await host.StartAsync();
        using var client = ApiHost.ClientOf(other);
        var (project, entries) = await PlannedAsync();
        (await RecordingHost.PostAsync(client, entries, Bodies.Progress(1, "2022-04-01"))).Status.ShouldBe(HttpStatusCode.Created);
        (await host.PostAsync(entries, Bodies.Started())).Status.ShouldBe(HttpStatusCode.Created);
        var refused = await RecordingHost.PostAsync(client, entries, Bodies.Started());
        (refused.Status, refused.Code).ShouldBe((HttpStatusCode.UnprocessableEntity, "stage_already_reached"));
        (await host.Store.ReadStreamAsync($"project-{project}")).Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_version_demanded_is_held_against_the_present_one()
    {
        await using var other = await host.StartAsync();
        using var client = ApiHost.ClientOf(other);
        var (_, entries) = await PlannedAsync();
        (await RecordingHost.PostAsync(client, entries, Bodies.Progress(1, "2022-04-01"))).Version.ShouldBe(2);
        (await host.PostAsync(entries, Bodies.Progress(2, "2022-04-02"))).Version.ShouldBe(3);
        // Remembered is version 2.
        (await RecordingHost.PostAsync(client, entries, Bodies.Progress(3, "2022-04-03"), null, ("If-Match", "\"3\""))).Version.ShouldBe(4);
        (await host.PostAsync(entries, Bodies.Progress(4, "2022-04-04"))).Version.ShouldBe(5);
        var moved = await RecordingHost.PostAsync(client, entries, Bodies.Progress(5, "2022-04-05"), null, ("If-Match", "\"4\""));
        (moved.Status, moved.Version).ShouldBe((HttpStatusCode.PreconditionFailed, 5));
    }

    [Fact]
    public async Task The_receipt_of_an_entry_is_that_of_its_repeat()
    {
        var (_, entries) = await PlannedAsync();
        for (var i = 0; i < 3; i++)
        {
            var key = $"receipt-{i}";
            var first = await host.PostAsync(entries, Bodies.Progress(i, $"2022-04-0{i + 1}"), null, ("Idempotency-Key", key));
            var repeat = await host.PostAsync(entries, Bodies.Progress(i, $"2022-04-0{i + 1}"), null, ("Idempotency-Key", key));
            (repeat.Status, repeat.Text, repeat.Tag).ShouldBe((HttpStatusCode.Created, first.Text, first.Tag));
        }
    }

    private async Task<(string Project, string Entries)> PlannedAsync()
    {
        var project = await host.PlanAsync();
        return (project, $"/api/v1/projects/{project}/entries");
    }
}
