using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Ledger.Server.Tests.Recording;
using Shouldly;
using Xunit;

namespace Ledger.Server.Tests.Evidence;

/// <summary>Forms with files, as pages without script send them.</summary>
public sealed class FormTests(RecordingHost host) : IClassFixture<RecordingHost>
{
    [Fact]
    public async Task Files_of_a_form_are_attached_together()
    {
        var planned = await host.PlannedAsync();
        var answer = await SendAsync(planned, Form(
            ("caption", null, "竣工验收"u8.ToArray()), ("effectiveOn", null, "2022-06"u8.ToArray()), ("reason", null, []),
            ("file", "验收证书.pdf", Contents.Pdf), ("file", "", []), ("file", "照片.png", Contents.Png(400_000, 30))));
        answer.Status.ShouldBe(HttpStatusCode.Created, answer.Text);
        answer.Body!["entries"]!.AsArray().Select(entry => entry!["effectiveOn"]!.GetValue<string>()).ShouldBe(["2022-06", "2022-06"]);
        var items = (await host.GetAsync($"/api/v1/entries/{planned}/evidence"))["items"]!.AsArray();
        items.Select(item => (item!["fileName"]!.GetValue<string>(), item["caption"]!.GetValue<string>(), item["mediaType"]!.GetValue<string>()))
            .ShouldBe([("验收证书.pdf", "竣工验收", "application/pdf"), ("照片.png", "竣工验收", "image/png")]);
    }

    [Fact]
    public async Task One_bad_file_and_none_is_attached()
    {
        var planned = await host.PlannedAsync();
        var refused = await SendAsync(planned, Form(("file", "a.png", Contents.Png(seed: 31)), ("file", "b.jpg", Contents.Exe)));
        (refused.Status, refused.Code, refused.Body!["index"]!.GetValue<int>()).ShouldBe((HttpStatusCode.UnprocessableEntity, "evidence_type_refused", 1), refused.Text);
        var twice = await SendAsync(planned, Form(("file", "a.png", Contents.Png(seed: 32)), ("file", "b.png", Contents.Png(seed: 32))));
        twice.Code.ShouldBe("evidence_already_attached");
        (await host.GetAsync($"/api/v1/entries/{planned}/evidence"))["items"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_form_that_is_wrong_is_told_what()
    {
        var planned = await host.PlannedAsync();
        (string Part, MultipartFormDataContent Form)[] wrong =
        [
            ("file", Form(("caption", null, "只有说明"u8.ToArray()))),
            ("$.actor", Form(("actor", null, "user:somebody"u8.ToArray()), ("file", "a.png", Contents.Png(seed: 33)))),
            ("$.effectiveOn", Form(("effectiveOn", null, "昨天"u8.ToArray()), ("file", "a.png", Contents.Png(seed: 33)))),
            ("caption", Form(("caption", null, "一"u8.ToArray()), ("caption", null, "二"u8.ToArray()), ("file", "a.png", Contents.Png(seed: 33)))),
            ("caption", Form(("caption", null, new byte[9_000]), ("file", "a.png", Contents.Png(seed: 33)))),
            ("file", Form([.. Enumerable.Range(0, 11).Select(i => ("file", (string?)$"{i}.png", Contents.Png(seed: 40 + i)))])),
        ];
        foreach (var (part, form) in wrong)
        {
            var answer = await SendAsync(planned, form);
            (answer.Status, answer.Body!["parameter"]!.GetValue<string>()).ShouldBe((HttpStatusCode.BadRequest, part), answer.Text);
        }

        (await SendAsync(planned, Form(("file", "照片\u202Egpj.exe", Contents.Jpeg)))).Code.ShouldBe("file_name_invalid");
        (await SendAsync(planned, Form(("file", "leer.png", []))) is { } empty ? empty.Code : null).ShouldBe("file_empty");
        (await SendAsync(planned, new StringContent("{}", Encoding.UTF8, "application/json"))).Status.ShouldBe(HttpStatusCode.UnsupportedMediaType);
        var cut = new ByteArrayContent(Encoding.UTF8.GetBytes("--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.png\"\r\n\r\nabc"));
        cut.Headers.TryAddWithoutValidation("Content-Type", "multipart/form-data; boundary=b");
        (await SendAsync(planned, cut)).Type.ShouldBe("/problems/bad-request");
    }

    [Fact]
    public async Task A_name_is_read_as_browsers_write_it()
    {
        foreach (var (sent, meant) in new[] { ("%22现场%22.png", "\"现场\".png"), ("C:/fakepath/开工.png", "开工.png"), ("a b(1).png", "a b(1).png") })
        {
            var planned = await host.PlannedAsync();
            var body = new ByteArrayContent([
                .. Encoding.UTF8.GetBytes($"--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{sent}\"\r\nContent-Type: text/html\r\n\r\n"), .. Contents.Png(seed: 60), .. "\r\n--b--\r\n"u8]);
            body.Headers.TryAddWithoutValidation("Content-Type", "multipart/form-data; boundary=\"b\"");
            (await SendAsync(planned, body)).Status.ShouldBe(HttpStatusCode.Created);
            (await host.GetAsync($"/api/v1/entries/{planned}/evidence"))["items"]![0]!["fileName"]!.GetValue<string>().ShouldBe(meant);
        }
    }

    [Fact]
    public async Task A_page_is_led_back_and_never_to_another_site()
    {
        foreach (var (wish, location) in new[] { ("/projects/1?asOf=2022-12-31", "/projects/1?asOf=2022-12-31"), ("//elsewhere.example", "/"), ("https://elsewhere.example", "/") })
        {
            using var handler = new SocketsHttpHandler { AllowAutoRedirect = false };
            using var client = new HttpClient(handler) { BaseAddress = host.Client.BaseAddress };
            var planned = await host.PlannedAsync();
            var answer = await host.SendAsync(
                $"/api/v1/entries/{planned}/evidence/files", Form(("returnUrl", null, Encoding.UTF8.GetBytes(wish)), ("file", "a.png", Contents.Png(seed: 61))), client: client);
            (answer.Status, answer.Location).ShouldBe((HttpStatusCode.Redirect, location));
        }
    }

    internal static MultipartFormDataContent Form(params (string Name, string? FileName, byte[] Content)[] parts)
    {
        var form = new MultipartFormDataContent();
        foreach (var (name, fileName, content) in parts)
        {
            var part = new ByteArrayContent(content);
            part.Headers.ContentDisposition = new ContentDispositionHeaderValue("form-data") { Name = $"\"{name}\"" };
            if (fileName is { Length: 0 }) part.Headers.ContentDisposition.Parameters.Add(new NameValueHeaderValue("filename", "\"\""));
            else if (fileName is not null) part.Headers.ContentDisposition.FileNameStar = fileName;
            form.Add(part);
        }

        return form;
    }

    private Task<Answer> SendAsync(long position, HttpContent form) => host.SendAsync($"/api/v1/entries/{position}/evidence/files", form);
}
