using System.Net;
using System.Security.Cryptography;
using Ledger.Server.Tests.Recording;
using Shouldly;
using Xunit;

namespace Ledger.Server.Tests.Evidence;

public sealed class DownloadTests(RecordingHost host) : IClassFixture<RecordingHost>
{
    private static readonly byte[] Photo = Contents.Png(700_000, 70);

    [Fact]
    public async Task A_file_comes_as_an_attachment_that_no_browser_renders_here()
    {
        var position = await host.AttachedAsync(Photo, "开工 \"现场\".png");
        using var answer = await host.DownloadAsync(position, headers: ("Accept-Encoding", "gzip, br"));
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await answer.Content.ReadAsByteArrayAsync()).ShouldBe(Photo);
        var headers = answer.Content.Headers;
        (headers.ContentType!.ToString(), headers.ContentLength, headers.ContentEncoding.Count).ShouldBe(("image/png", Photo.Length, 0));
        headers.ContentDisposition!.DispositionType.ShouldBe("attachment");
        headers.ContentDisposition.FileNameStar.ShouldBe("开工 \"现场\".png");
        string Header(string name) => answer.Headers.GetValues(name).Single();
        Header("X-Content-Type-Options").ShouldBe("nosniff");
        Header("Content-Security-Policy").ShouldBe("sandbox; default-src 'none'");
        Header("Accept-Ranges").ShouldBe("bytes");
        Header("Cross-Origin-Resource-Policy").ShouldBe("same-origin");
        (answer.Headers.ETag!.Tag, answer.Headers.ETag.IsWeak).ShouldBe(($"\"{Convert.ToHexStringLower(SHA256.HashData(Photo))}\"", false));
        (answer.Headers.CacheControl!.Private, answer.Headers.CacheControl.Public).ShouldBe((true, false));
    }

    [Theory]
    [InlineData("bytes=0-0", 0, 1)]
    [InlineData("bytes=0-699999", 0, 700_000)]
    [InlineData("bytes=262143-262144", 262_143, 2)]
    [InlineData("bytes=262144-524287", 262_144, 262_144)]
    [InlineData("bytes=699999-", 699_999, 1)]
    [InlineData("bytes=-1", 699_999, 1)]
    [InlineData("bytes=-300000", 400_000, 300_000)]
    [InlineData("bytes=-9000000", 0, 700_000)]
    [InlineData("bytes=600000-9000000", 600_000, 100_000)]
    public async Task A_range_is_answered_with_that_part(string range, int from, int length)
    {
        var position = await host.AttachedAsync(Photo);
        using var answer = await host.DownloadAsync(position, headers: ("Range", range));
        answer.StatusCode.ShouldBe(HttpStatusCode.PartialContent);
        answer.Content.Headers.ContentRange!.ToString().ShouldBe($"bytes {from}-{from + length - 1}/700000");
        (await answer.Content.ReadAsByteArrayAsync()).ShouldBe(Photo[from..(from + length)]);
    }

    [Theory]
    [InlineData("bytes=700000-")]
    [InlineData("bytes=9000000-9000001")]
    [InlineData("bytes=-0")]
    public async Task A_range_beyond_the_end_is_refused_with_the_length(string range)
    {
        var position = await host.AttachedAsync(Photo);
        using var answer = await host.DownloadAsync(position, headers: ("Range", range));
        answer.StatusCode.ShouldBe(HttpStatusCode.RequestedRangeNotSatisfiable);
        answer.Content.Headers.ContentRange!.ToString().ShouldBe("bytes */700000");
    }

    // RFC 9110, 14.2: what is no range, or one of more parts than a server likes, is answered whole.
    [Theory]
    [InlineData("bytes=9-1")]
    [InlineData("bytes=0-0,5-6")]
    [InlineData("lines=1-2")]
    [InlineData("bytes=a-b")]
    public async Task What_is_no_range_gets_the_whole_file(string range)
    {
        var position = await host.AttachedAsync(Photo);
        using var answer = await host.DownloadAsync(position, headers: ("Range", range));
        (answer.StatusCode, (await answer.Content.ReadAsByteArrayAsync()).Length).ShouldBe((HttpStatusCode.OK, 700_000));
    }

    [Fact]
    public async Task Conditions_go_by_the_hash()
    {
        var position = await host.AttachedAsync(Photo);
        var tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(Photo))}\"";
        (await host.DownloadAsync(position, headers: ("If-None-Match", tag))).StatusCode.ShouldBe(HttpStatusCode.NotModified);
        (await host.DownloadAsync(position, headers: ("If-None-Match", "\"x\""))).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await host.DownloadAsync(position, headers: ("If-Match", "\"x\""))).StatusCode.ShouldBe(HttpStatusCode.PreconditionFailed);
        (await host.DownloadAsync(position, null, null, ("Range", "bytes=0-9"), ("If-Range", tag))).StatusCode.ShouldBe(HttpStatusCode.PartialContent);
        (await host.DownloadAsync(position, null, null, ("Range", "bytes=0-9"), ("If-Range", "\"x\""))).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_headers_alone_are_answered_to_head()
    {
        var position = await host.AttachedAsync(Photo);
        using var answer = await host.DownloadAsync(position, method: HttpMethod.Head);
        (answer.StatusCode, answer.Content.Headers.ContentLength, answer.Content.Headers.ContentType!.MediaType).ShouldBe((HttpStatusCode.OK, 700_000, "image/png"));
        (await answer.Content.ReadAsByteArrayAsync()).ShouldBeEmpty();
        using var part = await host.DownloadAsync(position, null, HttpMethod.Head, ("Range", "bytes=0-9"));
        (part.StatusCode, part.Content.Headers.ContentLength).ShouldBe((HttpStatusCode.PartialContent, 10));
    }

    [Fact]
    public async Task A_text_is_saved_as_a_text_whatever_it_is_called_and_never_compressed()
    {
        foreach (var (name, saved) in new[] { ("start.bat", "start.bat.txt"), ("学位.CSV", "学位.CSV"), ("index.html", "index.html.txt"), ("无后缀", "无后缀.txt") })
        {
            var position = await host.AttachedAsync(Contents.Text(string.Concat(Enumerable.Repeat("学校,学位\n", 500))), name);
            using var answer = await host.DownloadAsync(position, headers: ("Accept-Encoding", "gzip"));
            (answer.Content.Headers.ContentType!.ToString(), answer.Content.Headers.ContentEncoding.Count).ShouldBe(("text/plain; charset=utf-8", 0));
            answer.Content.Headers.ContentDisposition!.FileNameStar.ShouldBe(saved);
        }
    }

    [Fact]
    public async Task Files_are_for_whoever_is_proven_and_names_for_everybody()
    {
        var position = await host.AttachedAsync(Photo);
        using var nobody = await host.DownloadAsync(position, caller: "");
        nobody.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await host.DownloadAsync(position, RecordingHost.Elsewhere)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await host.GetAsync($"/api/v1/entries/{position}"))["data"]!["fileName"]!.GetValue<string>().ShouldBe("开工照片.png");
    }

    [Theory]
    [InlineData("0")]
    [InlineData("999999")]
    [InlineData("-1")]
    [InlineData("x")]
    [InlineData("1")]
    public async Task There_is_no_file_where_no_entry_attached_one(string position)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/evidence/{position}");
        request.Headers.Add(TestSignIn.Header, RecordingHost.Supervisor);
        using var answer = await host.Client.SendAsync(request);
        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }
}
