using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;

namespace Ledger.Server.Evidence;

/// <summary>How many uploads go on at once, and how slow they may be.</summary>
internal sealed class UploadLimits : IDisposable
{
    // 50 MB at 32 KiB a second: 27 minutes. Slower lines can't be told from somebody who only wants to hold the place.
    private const double BytesPerSecond = 32 * 1024;
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(30);

    private readonly PartitionedRateLimiter<string> _limiter;

    public UploadLimits(EvidenceSettings settings) => _limiter = PartitionedRateLimiter.CreateChained(
        PartitionedRateLimiter.Create<string, string>(actor => RateLimitPartition.GetConcurrencyLimiter(actor, _ => Of(settings.UploadsOfCaller)), StringComparer.Ordinal),
        PartitionedRateLimiter.Create<string, string>(_ => RateLimitPartition.GetConcurrencyLimiter("everybody", _ => Of(settings.Uploads)), StringComparer.Ordinal));

    /// <summary>Bounds an endpoint that takes files: bytes of its body, and minutes.</summary>
    public static void Bound(RouteHandlerBuilder route, long mostBytes) => route
        .WithMetadata(new RequestSizeLimitAttribute(mostBytes))
        .WithRequestTimeout(Longest);

    /// <summary>Takes a place for one upload; null where there is none.</summary>
    public RateLimitLease? TryEnter(HttpContext context, string actor)
    {
        var lease = _limiter.AttemptAcquire(actor);
        if (!lease.IsAcquired)
        {
            lease.Dispose();
            return null;
        }

        // HTTP/2 has no rate of its own for one stream; there the server's holds.
        if (context.Request.Protocol == HttpProtocol.Http11 && context.Features.Get<IHttpMinRequestBodyDataRateFeature>() is { } rate)
            rate.MinDataRate = new MinDataRate(BytesPerSecond, Grace);
        return lease;
    }

    public void Dispose() => _limiter.Dispose();

    private static ConcurrencyLimiterOptions Of(int most) => new() { PermitLimit = most, QueueLimit = 0 };
}
