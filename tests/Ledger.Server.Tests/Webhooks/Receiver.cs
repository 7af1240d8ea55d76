using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Ledger.Server.Tests.Webhooks;

/// <summary>What an endpoint got.</summary>
internal sealed record Got(string Id, long Timestamp, string Signatures, string? ContentType, byte[] Body, string Path)
{
    public JsonNode Event { get; } = JsonNode.Parse(Body)!;

    public long Position => Event["position"]!.GetValue<long>();

    public long Previous => Event["previous"]!.GetValue<long>();

    /// <summary>Whether one of the signatures is by a secret: written here once more, from the specification.</summary>
    public bool IsSignedBy(string secret)
    {
        var key = Convert.FromBase64String(secret["whsec_".Length..]);
        var content = Encoding.UTF8.GetBytes($"{Id}.{Timestamp.ToString(CultureInfo.InvariantCulture)}.{Encoding.UTF8.GetString(Body)}");
        return Signatures.Split(' ').Contains("v1," + Convert.ToBase64String(HMACSHA256.HashData(key, content)));
    }
}

/// <summary>An endpoint on the loopback that answers as a test wants.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    private readonly WebApplication _app;

    private Receiver(WebApplication app) => _app = app;

    /// <summary>Everything that came, in order of arrival.</summary>
    public ConcurrentQueue<Got> Got { get; } = new();

    /// <summary>How to answer; 200 unless set.</summary>
    public Func<Got, HttpContext, Task> Answer { get; set; } = (_, _) => Task.CompletedTask;

    public string Url => _app.Urls.Single() + "/hook";

    public static async Task<Receiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var receiver = new Receiver(app);
        app.Run(receiver.TakeAsync);
        await app.StartAsync();
        return receiver;
    }

    public async ValueTask DisposeAsync()
    {
        using var impatient = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        await _app.StopAsync(impatient.Token);
        await _app.DisposeAsync();
    }

    private async Task TakeAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var headers = context.Request.Headers;
        var got = new Got(
            headers["webhook-id"].Single()!, long.Parse(headers["webhook-timestamp"].Single()!, CultureInfo.InvariantCulture), headers["webhook-signature"].Single()!,
            context.Request.ContentType, body.ToArray(), context.Request.Path);
        Got.Enqueue(got);
        await Answer(got, context);
    }
}
