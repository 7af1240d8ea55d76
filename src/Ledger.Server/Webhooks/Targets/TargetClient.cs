using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using Ledger.Postgres.Webhooks;
using Ledger.Server.Feed;

namespace Ledger.Server.Webhooks.Targets;

/// <summary>Sends a message once and says what became of it. Follows no redirect, knows no proxy, keeps no cookie.</summary>
internal sealed class TargetClient : IDisposable
{
    private const int ExcerptBytes = 1_024;

    private static readonly TimeSpan PatienceWithBody = TimeSpan.FromSeconds(1);

    private readonly HttpMessageInvoker _invoker;
    private readonly WebhookSettings _settings;
    private readonly TimeProvider _clock;

    public TargetClient(TargetDoor door, WebhookSettings settings, TimeProvider clock)
    {
        (_settings, _clock) = (settings, clock);
        _invoker = new HttpMessageInvoker(new SocketsHttpHandler
        {
            ConnectCallback = door.ConnectAsync,
            ConnectTimeout = TimeSpan.FromSeconds(settings.ConnectSeconds),
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.None,
            ActivityHeadersPropagator = null,
            MaxResponseHeadersLength = 16,
            MaxResponseDrainSize = 4 * 1_024,
            ResponseDrainTimeout = PatienceWithBody,
            // A name is looked at again now and then, also where deliveries never pause.
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
        });
    }

    /// <summary>Sends it.</summary>
    /// <param name="message">The message.</param>
    /// <param name="ct">Gives up, whatever becomes of it.</param>
    public async Task<Sent> SendAsync(Message message, CancellationToken ct)
    {
        var (at, began) = (_clock.GetUtcNow(), Stopwatch.GetTimestamp());
        var patience = TimeSpan.FromSeconds(_settings.AnswerSeconds);
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(ct);
        deadline.CancelAfter(patience);
        var sent = await TryAsync(message, at, patience, deadline.Token, ct);
        return sent with { At = at, Took = Stopwatch.GetElapsedTime(began) };
    }

    public void Dispose() => _invoker.Dispose();

    private async Task<Sent> TryAsync(Message message, DateTimeOffset at, TimeSpan patience, CancellationToken deadline, CancellationToken ct)
    {
        try
        {
            using var request = Request(message, at);
            using var response = await _invoker.SendAsync(request, deadline);
            return Judge(response, await ExcerptAsync(response, deadline));
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception e) when (e is OperationCanceledException or HttpRequestException or IOException or SocketException or TimeoutException or TargetNotAllowedException)
        {
            return Explain(e, patience);
        }
    }

    // The exception's own words may name addresses and software: an owner is told the kind alone.
    private static Sent Explain(Exception e, TimeSpan patience) => e switch
    {
        _ when Has<TargetNotAllowedException>(e) => Failed(DeliveryOutcome.NotAllowed, "The endpoint " + TargetNotAllowedException.Words),
        _ when Has<OperationCanceledException>(e) || Has<TimeoutException>(e) =>
            Failed(DeliveryOutcome.TimedOut, string.Create(CultureInfo.InvariantCulture, $"The endpoint did not answer within {patience.TotalSeconds:0.#} seconds.")),
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } =>
            Failed(DeliveryOutcome.Unreachable, "No secure connection could be made: check the endpoint's certificate."),
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError } =>
            Failed(DeliveryOutcome.Unreachable, "No connection could be made."),
        _ => Failed(DeliveryOutcome.Unreachable, "The connection broke before there was an answer, or the answer was no HTTP."),
    };

    private static HttpRequestMessage Request(Message message, DateTimeOffset at)
    {
        var timestamp = at.ToUnixTimeSeconds();
        var request = new HttpRequestMessage(HttpMethod.Post, message.Target) { Content = new ByteArrayContent(message.Body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(CloudEvents.ContentType);
        request.Headers.Add("webhook-id", message.Id);
        request.Headers.Add("webhook-timestamp", timestamp.ToString(CultureInfo.InvariantCulture));
        request.Headers.TryAddWithoutValidation("webhook-signature", string.Join(' ', message.Secrets.Select(secret => secret.Sign(message.Id, timestamp, message.Body))));
        request.Headers.TryAddWithoutValidation("User-Agent", "Ledger-Webhooks/1");
        return request;
    }

    private Sent Judge(HttpResponseMessage response, string? excerpt)
    {
        var status = (int)response.StatusCode;
        var answered = Failed(DeliveryOutcome.Refused, $"The endpoint answered {status}.") with { Status = status, Excerpt = excerpt };
        return status switch
        {
            >= 200 and < 300 => answered with { Outcome = DeliveryOutcome.Delivered, Error = null },
            >= 300 and < 400 => answered with { Outcome = DeliveryOutcome.Redirected, Error = $"The endpoint answered {status}, a redirect. Redirects are not followed: give the address that it leads to." },
            410 => answered with { Outcome = DeliveryOutcome.Gone, Error = "The endpoint answered 410: it wants nothing more." },
            429 or 503 when After(response.Headers.RetryAfter) is { } after => answered with { Outcome = DeliveryOutcome.Deferred, RetryAfter = after },
            _ => answered,
        };
    }

    private TimeSpan? After(RetryConditionHeaderValue? header) => header?.Delta ?? (header?.Date is { } date ? date - _clock.GetUtcNow() : null);

    // The status has been said; whoever drips a body only shortens his own excerpt.
    private static async Task<string?> ExcerptAsync(HttpResponseMessage response, CancellationToken deadline)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(deadline);
        patience.CancelAfter(PatienceWithBody);
        var bytes = new byte[ExcerptBytes];
        var length = 0;
        try
        {
            await using var body = await response.Content.ReadAsStreamAsync(patience.Token);
            while (length < bytes.Length && await body.ReadAsync(bytes.AsMemory(length), patience.Token) is > 0 and var read) length += read;
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or HttpRequestException)
        {
            // what came by then
        }

        var text = new string([.. Encoding.UTF8.GetString(bytes, 0, length).Where(c => !char.IsControl(c) || c is '\n' or '\t')]).Trim();
        return text.Length > 0 ? text : null;
    }

    private static Sent Failed(DeliveryOutcome outcome, string error) => new(outcome, null, error, null, null, default, default);

    private static bool Has<T>(Exception e)
        where T : Exception => e is T || (e.InnerException is { } inner && Has<T>(inner));
}
