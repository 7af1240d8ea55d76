using System.Net;
using System.Net.Sockets;
using System.Security.Claims;
using System.Threading.RateLimiting;
using Ledger.Server.Web;
using Microsoft.AspNetCore.RateLimiting;

namespace Ledger.Server.Identity;

/// <summary>How much one may ask: every address before anything else is done for it, every proven caller, and whoever signs in.</summary>
/// <remarks>Counted by each server for itself. Behind a proxy addresses are told by ASPNETCORE_FORWARDEDHEADERS_ENABLED.</remarks>
internal static class Limits
{
    /// <summary>The policy for signing in.</summary>
    public const string SignIn = "sign-in";

    public static void AddLedgerLimits(this IServiceCollection services, LimitSettings settings)
    {
        services.AddSingleton(new Addresses(PartitionedRateLimiter.Create<HttpContext, string>(
            context => RateLimitPartition.GetTokenBucketLimiter(AddressOf(context), _ => Bucket(settings.RequestsPerMinute)), StringComparer.Ordinal)));
        services.AddRateLimiter(options =>
        {
            options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            options.OnRejected = static (rejected, _) => new ValueTask(RejectAsync(rejected.HttpContext, rejected.Lease));
            // By the proven caller and not by the key's id, which is no secret: a stranger could use up somebody else's share.
            options.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context =>
                context.User.Identity is { IsAuthenticated: true } && context.User.FindFirstValue(ClaimTypes.NameIdentifier) is { } actor
                    ? RateLimitPartition.GetTokenBucketLimiter(actor, _ => Bucket(settings.RequestsPerMinute))
                    : RateLimitPartition.GetNoLimiter(""), StringComparer.Ordinal);
            options.AddPolicy(SignIn, context => RateLimitPartition.GetFixedWindowLimiter(AddressOf(context), _ => new FixedWindowRateLimiterOptions
            {
                PermitLimit = settings.SignInsPerMinute, Window = TimeSpan.FromMinutes(1), QueueLimit = 0,
            }));
        });
    }

    /// <summary>Counts the addresses that ask the API; stands before everything but the headers of every answer, for nothing that it costs to answer is done before.</summary>
    public static void UseApiLimits(this IApplicationBuilder app) => app.Use(static (context, next) =>
        IsApi(context) ? CountAsync(context, next) : next(context));

    /// <summary>Counts all other addresses; stands before authentication, which costs more than it.</summary>
    public static void UseAddressLimits(this IApplicationBuilder app) => app.Use(static (context, next) =>
        // An orchestrator that can't ask whether the server lives would end it.
        IsApi(context) || context.Request.Path.StartsWithSegments("/health", StringComparison.Ordinal) ? next(context) : CountAsync(context, next));

    private static bool IsApi(HttpContext context) => context.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal);

    private static Task CountAsync(HttpContext context, RequestDelegate next)
    {
        using var lease = context.RequestServices.GetRequiredService<Addresses>().Limiter.AttemptAcquire(context);
        // A token that was taken is not given back, so the lease need not outlast this.
        return lease.IsAcquired ? next(context) : RejectAsync(context, lease);
    }

    private static Task RejectAsync(HttpContext context, RateLimitLease lease) =>
        Problems.TooMany(lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromSeconds(1)).Answer().ExecuteAsync(context);

    private static TokenBucketRateLimiterOptions Bucket(int perMinute) => new()
    {
        // A minute's share at once, and then as much in every second as comes to it in a minute.
        TokenLimit = perMinute, TokensPerPeriod = Math.Max(1, perMinute / 60), ReplenishmentPeriod = TimeSpan.FromSeconds(1), QueueLimit = 0,
    };

    // One household has a whole /64 of IPv6.
    private static string AddressOf(HttpContext context) => context.Connection.RemoteIpAddress switch
    {
        null => "",
        { IsIPv4MappedToIPv6: true } mapped => mapped.MapToIPv4().ToString(),
        { AddressFamily: AddressFamily.InterNetworkV6 } six => new IPAddress([.. six.GetAddressBytes().AsSpan(0, 8), 0, 0, 0, 0, 0, 0, 0, 0]).ToString(),
        var four => four.ToString(),
    };

    private sealed record Addresses(PartitionedRateLimiter<HttpContext> Limiter) : IDisposable
    {
        public void Dispose() => Limiter.Dispose();
    }
}
