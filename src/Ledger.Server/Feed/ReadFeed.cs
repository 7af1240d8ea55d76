using Ledger.Postgres.Feed;
using Ledger.Postgres.Measures;
using Ledger.Server.Web;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.Net.Http.Headers;

namespace Ledger.Server.Feed;

/// <summary><c>GET /api/v1/feed</c></summary>
internal static class ReadFeed
{
    private static readonly Operation Operation = new(
        "readFeed", "Feed", "订阅（拉取） · Read the feed", """
        Entries about plans, projects, indicators and findings in order of position, as CloudEvents, from any position on. Go on with
        `after=<next>`: whoever does so gets every entry once, in order, also after an outage. `Accept: application/x-ndjson` gives one event
        on each line, `application/cloudevents-batch+json` a batch; both tell `next` and `head` in the headers Ledger-Next and Ledger-Head.
        """, [FeedParameters.After, FeedParameters.Limit, FeedParameters.Wait, .. FeedParameters.Filters]);

    public static void Map(IEndpointRouteBuilder api) => api.MapRead<FeedListing>("/feed", Operation, HandleAsync);

    // A reader may wait longer than any other answer may take.
    [DisableRequestTimeout]
    private static async Task<IResult> HandleAsync(
        ApiRequest request, HttpContext context, LedgerFeed feed, FeedReader reader, CloudEvents events, FeedSeats seats, IHostApplicationLifetime lifetime)
    {
        var filter = FeedQuestion.FilterOf(request.Values);
        var limit = request.Values.Number(FeedParameters.Limit, FeedParameters.Limit.Default!.GetValue<int>());
        var wait = request.Values.Number(FeedParameters.Wait, 0);
        if (request.Refused()) return request.Stop!;
        var after = await FeedQuestion.AfterAsync(request.Values, request.Values.Text(FeedParameters.After), "after", feed, request.Aborted);
        if (request.Refused()) return request.Stop!;
        using var seat = wait > 0 ? seats.Take() : null;
        if (wait > 0 && seat is null) return Problems.Busy("Too many readers wait on this server. Try again, or without 'wait'.").Answer();
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(request.Aborted, lifetime.ApplicationStopping);
        var page = await reader.ReadAsync(after!.Value, limit, filter, TimeSpan.FromSeconds(wait), ending.Token);
        if (page.Entries.Count > 0) await events.PrepareAsync(request.Aborted);
        return new Page(page, FeedFormat.Of(context.Request), events);
    }

    private sealed class Page(FeedPage page, FeedFormat format, CloudEvents events) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            var (request, response) = (httpContext.Request, httpContext.Response);
            var tag = Tag(request);
            Freshness.Mark(response, tag, frozen: false);
            response.Headers.Append("Vary", "Accept");
            response.Headers["Ledger-Next"] = FormattableString.Invariant($"{page.LookedUpTo}");
            response.Headers["Ledger-Head"] = FormattableString.Invariant($"{page.Head}");
            if (Freshness.Known(request, tag))
            {
                response.StatusCode = StatusCodes.Status304NotModified;
                return;
            }

            response.ContentType = format.ContentType;
            if (RequestGuard.IsHead(httpContext)) return;
            format.Write(response.BodyWriter, page, events);
            await response.BodyWriter.FlushAsync(httpContext.RequestAborted);
            FeedMeasures.Sent(FeedWay.Pull, page.Entries.Count);
        }

        // All that the bytes follow from, besides the log up to its head, which never changes.
        private string Tag(HttpRequest request)
        {
            var all = $"{request.Path}{request.QueryString}\n{format.ContentType}\n{request.Headers.AcceptEncoding}\n{page.After} {page.LookedUpTo} {page.Head}";
            return Freshness.Tag(all);
        }
    }
}
