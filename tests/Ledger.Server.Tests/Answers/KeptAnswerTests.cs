using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using Ledger.Domain.Projects;
using Ledger.Postgres.ReadModels;
using Ledger.Server.Tests.Api;
using Ledger.Server.Web.Answers;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Ledger.Server.Tests.Answers;

/// <summary>What is answered from memory is what would have been answered without.</summary>
public sealed class KeptAnswerTests(ApiHost host) : IClassFixture<ApiHost>
{
    private AnswerCache Cache => host.Services.GetRequiredService<AnswerCache>();

    public static TheoryData<string> Paths => new(CachingTests.AllPaths.Where(path => !path.Contains("compare", StringComparison.Ordinal)));

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task An_answer_that_is_kept_has_the_bytes_and_headers_of_one_that_is_not(string path)
    {
        var address = $"{path}?asOf=2023-12-31&knownAt={host.World.Facts[^1].Position}";
        foreach (var coding in new[] { "", "br", "gzip" })
        {
            var answers = new List<Told>();
            for (var i = 0; i < 4; i++) answers.Add(await AskAsync(address, coding));
            answers.Distinct().ShouldHaveSingleItem();
            answers[0].Status.ShouldBe(HttpStatusCode.OK);
            answers[0].Headers.ShouldContain("immutable");
            answers[0].Headers.ShouldContain("Vary: Accept-Encoding");
            answers[0].Headers.ShouldContain("X-Content-Type-Options: nosniff");
        }

        Cache.Find(address, await Cache.GenerationAsync(default)).ShouldNotBeNull("it is kept");
        (await AskAsync(address, "br")).Tag.ShouldNotBe((await AskAsync(address, "")).Tag);
        Read(await AskAsync(address, "br"), bytes => new BrotliStream(bytes, CompressionMode.Decompress)).ShouldBe((await AskAsync(address, "")).Body);
        Read(await AskAsync(address, "gzip"), bytes => new GZipStream(bytes, CompressionMode.Decompress)).ShouldBe((await AskAsync(address, "")).Body);
    }

    [Fact]
    public async Task Who_has_a_kept_answer_is_told_so_in_every_coding()
    {
        var address = $"/api/v1/projects?plan=wuxi-145&asOf=2023-12-31&knownAt={host.World.Facts[^1].Position}";
        for (var i = 0; i < 4; i++)
            foreach (var coding in new[] { "", "br" })
            {
                var known = await AskAsync(address, coding);
                var again = await AskAsync(address, coding, known.Tag);
                (again.Status, again.Body, again.Tag).ShouldBe((HttpStatusCode.NotModified, "", known.Tag));
                (await AskAsync(address, coding == "" ? "br" : "", known.Tag)).Status.ShouldBe(HttpStatusCode.OK, "other bytes");
            }
    }

    [Fact]
    public async Task An_answer_about_now_follows_what_is_recorded()
    {
        var path = $"/api/v1/projects?plan=wuxi-145&asOf={TestClock.Today:yyyy-MM-dd}";
        for (var percent = 50; percent < 55; percent++)
        {
            await host.RecordAsync($"project-{World.School}", "填报员乙", new ProjectEvent.ProgressReported { Percent = percent, Effective = World.On(new(2024, 6, 30)) });
            for (var i = 0; i < 4; i++) (await AskAsync(path, "")).Body.ShouldContain($"\"percent\":{percent}");
        }
    }

    [Fact]
    public async Task A_position_beyond_the_end_is_refused_until_it_is_there()
    {
        var next = (await host.Store.HeadAsync()).Position + 1;
        var address = $"/api/v1/projects?plan=wuxi-145&asOf=2023-12-31&knownAt={next}";
        for (var i = 0; i < 4; i++) (await AskAsync(address, "")).Status.ShouldBe(HttpStatusCode.BadRequest);
        await host.RecordAsync($"project-{World.School}", "填报员乙", new ProjectEvent.ProgressReported { Percent = 60, Effective = World.On(new(2023, 11, 30)) });
        for (var i = 0; i < 4; i++) (await AskAsync(address, "")).Body.ShouldContain("\"percent\":60");
    }

    [Fact]
    public async Task Who_brings_a_wrong_credential_is_told_so_even_where_the_answer_is_kept()
    {
        var address = $"/api/v1/projects?plan=wuxi-145&asOf=2022-12-31&knownAt={host.World.BeforeBackdating}";
        for (var i = 0; i < 3; i++) await AskAsync(address, "");
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer nobody's");
        using var answer = await host.Client.SendAsync(request);
        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_rebuild_leaves_nothing_of_what_was_kept()
    {
        var address = $"/api/v1/projects?plan=wuxi-145&asOf=2022-11-30&knownAt={host.World.Facts[^1].Position}";
        var before = await AskAsync(address, "");
        for (var i = 0; i < 3; i++) (await AskAsync(address, "")).ShouldBe(before);
        var generation = await Cache.GenerationAsync(default);
        await host.Services.GetRequiredService<ReadModelCatalog>().RebuildAsync(null);
        await WaitForAsync(async () => await Cache.GenerationAsync(default) != generation);
        Cache.Find(address, await Cache.GenerationAsync(default)).ShouldBeNull();
        (await AskAsync(address, "")).ShouldBe(before);
        // The runner finds out by itself that its tables are gone, and goes on with the new ones.
        await host.RecordAsync($"project-{World.Kindergarten}", "填报员乙", new ProjectEvent.ProjectApproved { Effective = World.On(new(2022, 5, 1)) });
        (await AskAsync(address, "")).ShouldBe(before);
    }

    [Fact]
    public void What_is_kept_has_a_bound()
    {
        var cache = new AnswerCache(new AnswerSettings { CacheBytes = 100_000 }, null!);
        for (var i = 0; i < 1_000; i++)
        {
            cache.Keep($"/{i}", new KeptAnswer($"/{i}", new byte[500 + i], frozen: true, generation: 1, endpoint: null));
            cache.Weight.ShouldBeLessThanOrEqualTo(100_000);
        }

        cache.Find("/999", 1).ShouldNotBeNull();
        cache.Find("/0", 1).ShouldBeNull("the oldest goes first");
        cache.Keep("/large", new KeptAnswer("/large", new byte[90_000], frozen: true, generation: 1, endpoint: null));
        cache.Find("/large", 1).ShouldBeNull("one answer does not drive out all others");
        cache.Find("/999", 2).ShouldBeNull("another generation");
    }

    private async Task<Told> AskAsync(string address, string coding, string? tag = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address, UriKind.Relative));
        if (coding.Length > 0) request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue(coding));
        if (tag is not null) request.Headers.TryAddWithoutValidation("If-None-Match", tag);
        using var response = await host.Client.SendAsync(request);
        var bytes = await response.Content.ReadAsByteArrayAsync();
        response.Content.Headers.ContentEncoding.ShouldBe(coding.Length > 0 && bytes.Length > 0 ? [coding] : []);
        var headers = response.Headers.Concat(response.Content.Headers).Where(header => header.Key != "Date")
            .Select(header => $"{header.Key}: {string.Join(", ", header.Value)}").Order(StringComparer.Ordinal);
        return new Told(response.StatusCode, coding is "br" or "gzip" ? Convert.ToBase64String(bytes) : System.Text.Encoding.UTF8.GetString(bytes), response.Headers.ETag?.ToString() ?? "", string.Join('\n', headers));
    }

    private static string Read(Told answer, Func<Stream, Stream> decode)
    {
        using var decoded = decode(new MemoryStream(Convert.FromBase64String(answer.Body)));
        using var reader = new StreamReader(decoded);
        return reader.ReadToEnd();
    }

    private static async Task WaitForAsync(Func<Task<bool>> come)
    {
        for (var i = 0; i < 200; i++)
        {
            if (await come()) return;
            await Task.Delay(50);
        }

        throw new TimeoutException();
    }

    private sealed record Told(HttpStatusCode Status, string Body, string Tag, string Headers);
}
