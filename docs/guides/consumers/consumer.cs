// Keeps every entry of a ledger in a file, each once and in order, whatever ends in between; as soon as it is recorded.
//   dotnet run consumer.cs http://localhost:5080 entries.ndjson ["plan=wuxi-145"]
// The file is both the result and the place where it stopped: it goes on after the last whole line.
using System.Net.ServerSentEvents;
using System.Text.Json.Nodes;

var (ledger, file, filter) = (args[0], args[1], args.ElementAtOrDefault(2) ?? "");
using var http = new HttpClient { Timeout = Timeout.InfiniteTimeSpan };
using var output = new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
var position = Resume(output);
while (true)
{
    try
    {
        await FollowAsync();
    }
    catch (Exception e) when (e is HttpRequestException { StatusCode: null or >= System.Net.HttpStatusCode.InternalServerError } or IOException or OperationCanceledException)
    {
        Console.Error.WriteLine($"{e.Message} Once more from {position}.");
        await Task.Delay(TimeSpan.FromSeconds(2));
    }
}

async Task FollowAsync()
{
    using var request = new HttpRequestMessage(HttpMethod.Get, $"{ledger}/api/v1/feed/stream?{filter}");
    request.Headers.Add("Last-Event-ID", $"{position}");
    using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    answer.EnsureSuccessStatusCode();
    using var body = await answer.Content.ReadAsStreamAsync();
    // The server says at least every 15 seconds that it lives: silence means that it is gone.
    using var silence = new CancellationTokenSource();
    silence.CancelAfter(TimeSpan.FromSeconds(60));
    await foreach (var item in SseParser.Create(body).EnumerateAsync(silence.Token))
    {
        silence.CancelAfter(TimeSpan.FromSeconds(60));
        var data = JsonNode.Parse(item.Data)!;
        if (item.EventType == "skipped") position = (long)data["to"]!;
        if (item.EventType != "entry") continue;
        if ((long)data["previous"]! != position) throw new InvalidOperationException($"After {position} came {data["position"]}, which follows {data["previous"]}.");
        position = (long)data["position"]!;
        output.Write(System.Text.Encoding.UTF8.GetBytes(item.Data + "\n"));
        output.Flush();
    }
}

static long Resume(FileStream file)
{
    var (last, end) = ("", 0L);
    using var bytes = new MemoryStream();
    file.CopyTo(bytes);
    var text = bytes.ToArray();
    for (var start = 0; Array.IndexOf(text, (byte)'\n', start) is >= 0 and var line; start = line + 1)
        (last, end) = (System.Text.Encoding.UTF8.GetString(text, start, line - start), line + 1);
    file.SetLength(end); // without a line that was cut short
    file.Position = end;
    return last.Length > 0 ? (long)JsonNode.Parse(last)!["position"]! : 0;
}
