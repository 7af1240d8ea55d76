using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Ledger.Server.Tests.Feed;

/// <summary>Posts until it is answered, wherever the ledger may be by then: the same idempotency key makes repeats harmless.</summary>
/// <param name="address">Where the ledger is; asked for every attempt.</param>
/// <param name="key">The API key.</param>
/// <param name="patience">How long to wait for one answer.</param>
internal sealed class Insistence(Func<Uri> address, string key, TimeSpan patience) : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly HttpClient _client = new() { Timeout = patience, DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", key) } };

    /// <summary>Posts an entry; answers its position.</summary>
    public async Task<long> PostAsync(string path, object body, string idempotency, CancellationToken ct)
    {
        while (true)
        {
            try
            {
                using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(address(), path)) { Content = JsonContent.Create(body) };
                request.Headers.Add("Idempotency-Key", idempotency);
                using var answer = await _client.SendAsync(request, ct);
                var said = await answer.Content.ReadAsStringAsync(ct);
                if (answer.StatusCode == HttpStatusCode.Created) return JsonNode.Parse(said)!["position"]!.GetValue<long>();
                if ((int)answer.StatusCode is < 500 and not 409 and not 429) throw new InvalidOperationException($"{path}: {answer.StatusCode} {said}");
            }
            catch (Exception e) when (e is HttpRequestException or IOException or TaskCanceledException && !ct.IsCancellationRequested)
            {
                // the server is away
            }

            await Task.Delay(Pause, ct);
        }
    }

    public void Dispose() => _client.Dispose();
}
