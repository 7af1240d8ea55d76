using System.Threading.RateLimiting;
using Ledger.Server.Feed;
using Microsoft.AspNetCore.Http.Timeouts;

namespace Ledger.Server.Web.Answers;

/// <summary>Lets so many requests be answered at once as the server has memory and connections for; some more wait; the rest are told to come again.</summary>
/// <remarks>
/// Reads and writes have places of their own, so that neither keeps the other out. What takes long by its nature has bounds of its own and
/// none here: readers of the feed, exports and files. So have health and measures, which are asked for when all else is stuck.
/// </remarks>
internal sealed class Admission(RequestDelegate next, AnswerSettings settings) : IDisposable
{
    private readonly ConcurrencyLimiter _reads = Places(settings.ReadsAtOnce, settings.Waiting);
    private readonly ConcurrencyLimiter _writes = Places(settings.WritesAtOnce, settings.Waiting);

    public Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint() is not { } endpoint || HasOwnBounds(endpoint, context.Request)) return next(context);
        var places = HttpMethods.IsGet(context.Request.Method) ? _reads : _writes;
        var lease = places.AttemptAcquire();
        return lease.IsAcquired ? RunAsync(context, lease) : WaitAsync(context, places, lease);
    }

    public void Dispose()
    {
        _reads.Dispose();
        _writes.Dispose();
    }

    // Whatever may last has no timeout and a bound of its own. A page of the feed lasts only where it waits for entries to come.
    private static bool HasOwnBounds(Endpoint endpoint, HttpRequest request) =>
        endpoint.Metadata.GetMetadata<Unbounded>() is not null
        || (endpoint.Metadata.GetMetadata<DisableRequestTimeoutAttribute>() is not null
            && (endpoint.Metadata.GetMetadata<SameForAll>() is null || request.Query.ContainsKey(FeedParameters.Wait.Name)));

    private async Task RunAsync(HttpContext context, RateLimitLease lease)
    {
        using (lease) await next(context);
    }

    private async Task WaitAsync(HttpContext context, ConcurrencyLimiter places, RateLimitLease none)
    {
        none.Dispose();
        using var lease = await places.AcquireAsync(1, context.RequestAborted);
        if (lease.IsAcquired) await next(context);
        else await Problems.Busy("Too many requests are being answered. Nothing was done; try again in a moment.").Answer().ExecuteAsync(context);
    }

    private static ConcurrencyLimiter Places(int atOnce, int waiting) => new(new ConcurrencyLimiterOptions
    {
        PermitLimit = atOnce, QueueLimit = waiting, QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
    });
}

/// <summary>Marks an endpoint that must answer also when all places are taken.</summary>
internal sealed class Unbounded;
