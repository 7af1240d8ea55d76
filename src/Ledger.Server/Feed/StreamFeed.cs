using Ledger.Postgres.Feed;
using Ledger.Postgres.Measures;
using Ledger.Server.Identity;
using Ledger.Server.Web;
using Microsoft.AspNetCore.Http.Timeouts;

namespace Ledger.Server.Feed;

/// <summary><c>GET /api/v1/feed/stream</c></summary>
internal static class StreamFeed
{
    public const string ContentType = "text/event-stream";

    private const string LastEventId = "Last-Event-ID";

    private static readonly Operation Operation = new(
        "streamFeed", "Feed", "订阅（推送） · Follow the feed", """
        The feed as server-sent events: the history from `after` on, then every entry as it is recorded, without gap or repeat. An event
        `entry` holds one CloudEvent; `skipped` says which positions are not for this reader; `head` says that it lives and how far the
        ledger is; `end` why the server ends it. The id of an event is the position up to which everything has been told: a reader that
        comes again with `Last-Event-ID` goes on from there.
        """, [FeedParameters.After with { Default = null }, .. FeedParameters.Filters]);

    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/feed/stream", HandleAsync)
        .WithName(Operation.Id)
        .WithTags(Operation.Tag)
        .WithSummary(Operation.Summary)
        .WithDescription(Operation.Description)
        .WithMetadata(Operation)
        .DisableHttpMetrics() // a request that lasts for days says nothing of how long requests take
        .Produces<CloudEventItem>(StatusCodes.Status200OK, ContentType)
        .Produces<Problem>(StatusCodes.Status400BadRequest, Problems.ContentType)
        .Produces<Problem>(StatusCodes.Status503ServiceUnavailable, Problems.ContentType);

    [DisableRequestTimeout]
    private static async Task<IResult> HandleAsync(ApiRequest request, HttpContext context, LedgerFeed feed, FeedSeats seats)
    {
        var filter = FeedQuestion.FilterOf(request.Values);
        if (request.Refused()) return request.Stop!;
        // The header is what a reader has got since it first asked, and so it is the later word.
        var (given, name) = context.Request.Headers[LastEventId].FirstOrDefault() is { Length: > 0 } last
            ? (last, LastEventId)
            : (request.Values.Text(FeedParameters.After), "after");
        var after = await FeedQuestion.AfterAsync(request.Values, given, name, feed, request.Aborted);
        if (request.Refused()) return request.Stop!;
        return seats.Take() is { } seat
            ? new Stream(after!.Value, filter, seat)
            : Problems.Busy("Too many readers follow on this server. Try again, or read GET /api/v1/feed.").Answer();
    }

    private sealed class Stream(long after, FeedFilter filter, IDisposable seat) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            using var taken = seat;
            using var open = FeedMeasures.OpenStream();
            var response = httpContext.Response;
            response.ContentType = ContentType;
            response.Headers.CacheControl = "no-store";
            response.Headers["X-Accel-Buffering"] = "no";
            if (RequestGuard.IsHead(httpContext)) return;
            var services = httpContext.RequestServices;
            var settings = services.GetRequiredService<FeedSettings>();
            using var ending = CancellationTokenSource.CreateLinkedTokenSource(
                httpContext.RequestAborted, services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping);
            // Where reading takes a proof, a proof that was taken back must not be good for ever.
            if (!services.GetRequiredService<IdentitySettings>().PublicRead) ending.CancelAfter(TimeSpan.FromMinutes(settings.ProvenMinutes));
            var writer = new EventStreamWriter(httpContext, services.GetRequiredService<CloudEvents>(), settings, after);
            await writer.WriteAsync(services.GetRequiredService<FeedReader>(), filter, ending.Token);
        }
    }
}
