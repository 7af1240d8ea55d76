using System.Net;
using System.Text.Json.Nodes;
using Ledger.Server.Tests.Recording;
using Shouldly;
using Xunit;

namespace Ledger.Server.Tests.Evidence;

public sealed class AttachTests(RecordingHost host) : IClassFixture<RecordingHost>
{
    [Fact]
    public async Task An_entry_shows_what_supports_it_and_the_hash_is_a_part_of_the_entry()
    {
        var project = await host.PlanAsync();
        var started = await host.RecordAsync(project, Bodies.Started());
        var sha256 = await host.StoreAsync(Contents.Jpeg);
        var attached = await host.AttachAsync(started.Position, sha256, "C:\\fakepath\\开工 \"现场\".jpg");
        (attached.Status, attached.Version, attached.Location, attached.Body?["type"]?.GetValue<string>())
            .ShouldBe((HttpStatusCode.Created, 3, $"/api/v1/entries/{attached.Position}", "evidence_attached"), attached.Text);

        foreach (var shown in new[]
        {
            (await host.GetAsync($"/api/v1/entries/{started.Position}"))["evidence"]!,
            (await host.GetAsync($"/api/v1/entries/{started.Position}/evidence"))["items"]!,
            (await host.GetAsync($"/api/v1/projects/{project}/entries"))["items"]![1]!["evidence"]!,
        })
        {
            var file = shown.AsArray().Single()!.AsObject();
            file.Select(member => member.Key).ShouldBe(["position", "fileName", "mediaType", "size", "sha256", "caption", "recordedAt", "actor", "href"]);
            (file["position"]!.GetValue<long>(), file["fileName"]!.GetValue<string>(), file["mediaType"]!.GetValue<string>(), file["size"]!.GetValue<long>(), file["sha256"]!.GetValue<string>(), file["href"]!.GetValue<string>())
                .ShouldBe((attached.Position, "开工 \"现场\".jpg", "image/jpeg", Contents.Jpeg.Length, sha256, $"/api/v1/evidence/{attached.Position}"));
        }

        var audited = (await AuditAsync(project)).Single(item => item!["position"]!.GetValue<long>() == attached.Position)!;
        (audited["supports"]!.GetValue<long>(), audited["file"]!["sha256"]!.GetValue<string>()).ShouldBe((started.Position, sha256));
        (await AuditAsync(project)).Single(item => item!["position"]!.GetValue<long>() == started.Position)!["file"].ShouldBeNull();
        var entry = await host.GetAsync($"/api/v1/entries/{attached.Position}");
        (entry["data"]!["sha256"]!.GetValue<string>(), entry["counts"]!.GetValue<bool>(), entry["evidence"]!.AsArray().Count).ShouldBe((sha256, false, 0));
        (await host.GetAsync($"/api/v1/entries/{started.Position}/evidence?knownAt={started.Position}"))["items"]!.AsArray().ShouldBeEmpty();
        (await host.GetAsync($"/api/v1/projects/{project}"))["stage"]!.GetValue<string>().ShouldBe("under-construction");
    }

    [Fact]
    public async Task What_was_attached_is_voided_and_reviewed_like_any_entry()
    {
        var planned = await host.PlannedAsync();
        var attached = await host.AttachAsync(planned, await host.StoreAsync(Contents.Pdf), "立项批复.pdf");
        var reviewer = TestSignIn.As("user:shen", "user:shen", "reviewer@巫溪县");
        (await host.PostAsync($"/api/v1/entries/{attached.Position}/review", """{"verdict": "confirmed"}""", reviewer)).Status.ShouldBe(HttpStatusCode.Created);
        (await host.GetAsync($"/api/v1/entries/{attached.Position}"))["review"]!["status"]!.GetValue<string>().ShouldBe("confirmed");
        (await host.PostAsync($"/api/v1/entries/{attached.Position}/correct", $$"""{"reason": "错", "replacement": {{Bodies.Started()}} }""")).Code.ShouldBe("evidence_not_corrected");
        (await host.PostAsync($"/api/v1/entries/{attached.Position}/void", """{"reason": "不是这个项目"}""")).Status.ShouldBe(HttpStatusCode.Created);
        (await host.GetAsync($"/api/v1/entries/{planned}/evidence"))["items"]!.AsArray().ShouldBeEmpty();
        (await host.GetAsync($"/api/v1/entries/{planned}/evidence?knownAt={attached.Position}"))["items"]!.AsArray().Count.ShouldBe(1);
        // Who saw the entry before must still be able to see on what it rested.
        (await host.DownloadAsync(attached.Position)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Refusals_have_their_codes()
    {
        var planned = await host.PlannedAsync();
        var sha256 = await host.StoreAsync(Contents.Png(seed: 20));
        (await host.AttachAsync(planned, new string('0', 64))).Code.ShouldBe("file_not_uploaded");
        foreach (var name in new[] { "..", "folder/", "照片\u202Egpj.exe", "a\u200Bb.png" })
        {
            var misnamed = await host.AttachAsync(planned, sha256, name);
            (misnamed.Status, misnamed.Code).ShouldBe((HttpStatusCode.UnprocessableEntity, "file_name_invalid"), misnamed.Text);
        }

        foreach (var (member, value) in new[] { ("fileName", "a\r\nX-Injected: 1"), ("fileName", "a\u0000"), ("sha256", "AB"), ("sha256", new string('g', 64)), ("effectiveOn", "gestern") })
        {
            var body = new JsonObject { ["sha256"] = sha256, ["fileName"] = "a.png" };
            body[member] = value;
            var answer = await host.PostAsync($"/api/v1/entries/{planned}/evidence", body.ToJsonString());
            if (value.Contains('\n', StringComparison.Ordinal)) answer.Code.ShouldBe("file_name_invalid");
            else (answer.Status, answer.Body!["parameter"]!.GetValue<string>()).ShouldBe((HttpStatusCode.BadRequest, $"$.{member}"), answer.Text);
        }

        var attached = await host.AttachAsync(planned, sha256);
        (await host.AttachAsync(planned, sha256)).Code.ShouldBe("evidence_already_attached");
        (await host.AttachAsync(attached.Position, sha256)).Code.ShouldBe("evidence_misplaced");
        (await host.AttachAsync(999_999, sha256)).Status.ShouldBe(HttpStatusCode.NotFound);
        var plan = (await host.Store.ReadStreamAsync("plan-wuxi-145"))[0].Position;
        (await host.AttachAsync(plan, sha256)).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Nobody_attaches_to_what_is_of_another_region()
    {
        var planned = await host.PlannedAsync();
        var sha256 = await host.StoreAsync(Contents.Png(seed: 21));
        foreach (var caller in new[] { RecordingHost.Elsewhere, RecordingHost.Supervisor, TestSignIn.As("user:shen", "user:shen", "reviewer@巫溪县") })
        {
            (await host.AttachAsync(planned, sha256, caller: caller)).Status.ShouldBe(HttpStatusCode.Forbidden, caller);
            (await host.SendAsync($"/api/v1/entries/{planned}/evidence/files", FormTests.Form(("file", "a.png", Contents.Png(seed: 22))), caller)).Status.ShouldBe(HttpStatusCode.Forbidden, caller);
        }

        (await host.GetAsync($"/api/v1/entries/{planned}/evidence"))["items"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task Attaching_takes_versions_and_keys_like_every_write()
    {
        var planned = await host.PlannedAsync();
        var sha256 = await host.StoreAsync(Contents.Png(seed: 23));
        (await host.AttachAsync(planned, sha256, headers: ("If-Match", "\"7\""))).Status.ShouldBe(HttpStatusCode.PreconditionFailed);
        var first = await host.AttachAsync(planned, sha256, headers: ("Idempotency-Key", "photo-1"));
        var again = await host.AttachAsync(planned, sha256, headers: ("Idempotency-Key", "photo-1"));
        (again.Status, again.Text).ShouldBe((first.Status, first.Text));
        (await host.AttachAsync(planned, sha256, "anders.png", headers: ("Idempotency-Key", "photo-1"))).Type.ShouldBe("/problems/idempotency-key-reused");
    }

    private async Task<JsonArray> AuditAsync(string project)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/audit?limit=500");
        request.Headers.Add(TestSignIn.Header, RecordingHost.Supervisor);
        using var response = await host.Client.SendAsync(request);
        var items = JsonNode.Parse(await response.Content.ReadAsStringAsync())!["items"]!.AsArray();
        return [.. items.Where(item => item!["id"]!.GetValue<string>() == project).Select(item => item!.DeepClone())];
    }
}
