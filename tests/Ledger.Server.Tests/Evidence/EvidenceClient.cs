using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Ledger.Server.Tests.Recording;
using Shouldly;

namespace Ledger.Server.Tests.Evidence;

/// <summary>Uploads, attaches and downloads as somebody.</summary>
internal static class EvidenceClient
{
    /// <summary>Uploads a content as it is.</summary>
    public static async Task<Answer> UploadAsync(this RecordingHost host, byte[] content, string? caller = null) =>
        await host.SendAsync("/api/v1/evidence", new ByteArrayContent(content) { Headers = { ContentType = new MediaTypeHeaderValue("text/html") } }, caller);

    /// <summary>Uploads a content that must be taken; answers its hash.</summary>
    public static async Task<string> StoreAsync(this RecordingHost host, byte[] content)
    {
        var answer = await host.UploadAsync(content);
        answer.Status.ShouldBe(HttpStatusCode.Created, answer.Text);
        return answer.Body!["sha256"]!.GetValue<string>();
    }

    /// <summary>Attaches a file that was uploaded.</summary>
    public static Task<Answer> AttachAsync(this RecordingHost host, long position, string sha256, string fileName = "开工照片.png", string? caller = null, params (string, string)[] headers) =>
        host.PostAsync($"/api/v1/entries/{position}/evidence", new JsonObject { ["sha256"] = sha256, ["fileName"] = fileName, ["caption"] = "开工现场" }.ToJsonString(), caller, headers);

    /// <summary>A file that supports the planning of a new project: position of the entry that attached it.</summary>
    public static async Task<long> AttachedAsync(this RecordingHost host, byte[] content, string fileName = "开工照片.png")
    {
        var answer = await host.AttachAsync(await host.PlannedAsync(), await host.StoreAsync(content), fileName);
        answer.Status.ShouldBe(HttpStatusCode.Created, answer.Text);
        return answer.Position;
    }

    /// <summary>Plans a project; answers the position of the entry.</summary>
    public static async Task<long> PlannedAsync(this RecordingHost host) => (await host.Store.ReadStreamAsync($"project-{await host.PlanAsync()}"))[0].Position;

    /// <summary>Sends a body of any kind.</summary>
    public static async Task<Answer> SendAsync(this RecordingHost host, string path, HttpContent content, string? caller = null, HttpClient? client = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
        request.Headers.Add(TestSignIn.Header, caller ?? RecordingHost.Recorder);
        using var response = await (client ?? host.Client).SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return new Answer(response.StatusCode, text, text.Length == 0 ? null : JsonNode.Parse(text), response.Headers.ETag?.ToString(), response.Headers.Location?.ToString(), null);
    }

    /// <summary>Asks for a file.</summary>
    public static Task<HttpResponseMessage> DownloadAsync(this RecordingHost host, long position, string? caller = null, HttpMethod? method = null, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(method ?? HttpMethod.Get, $"/api/v1/evidence/{position}");
        if (caller is not "") request.Headers.Add(TestSignIn.Header, caller ?? RecordingHost.Supervisor);
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        return host.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }
}
