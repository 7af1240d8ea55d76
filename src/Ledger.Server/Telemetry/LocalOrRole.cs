using System.Net;
using Ledger.Domain.Accounts;
using Ledger.Server.Identity;
using Microsoft.AspNetCore.Authorization;

namespace Ledger.Server.Telemetry;

/// <summary>For programs on this machine, and for callers who have one of some roles.</summary>
internal static class LocalOrRole
{
    // What proxies add to say for whom they ask.
    private static readonly string[] Forwarded = ["Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Via"];

    public static IServiceCollection AddLocalOrRole(this IServiceCollection services) => services.AddSingleton<IAuthorizationHandler, Handler>();

    /// <summary>Only for programs on this machine and for callers who have one of these roles; 401 and 403 otherwise.</summary>
    public static TBuilder RequireLocalOrRole<TBuilder>(this TBuilder endpoint, params Role[] roles)
        where TBuilder : IEndpointConventionBuilder =>
        endpoint.RequireAuthorization(new AuthorizationPolicyBuilder().AddRequirements(new Requirement(roles)).Build());

    /// <summary>Whether a request comes from this machine and on nobody else's behalf, as far as can be seen.</summary>
    /// <remarks>
    /// A proxy on this machine that says nothing of whom it asks for can not be told from a program on it. So the address asked for must
    /// be this machine's as well, which also keeps out web pages that lead a browser here by a name of their own.
    /// </remarks>
    public static bool IsLocal(HttpContext context) =>
        context.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address)
        && !Array.Exists(Forwarded, context.Request.Headers.ContainsKey)
        && (context.Request.Host.Host is "localhost" || (IPAddress.TryParse(context.Request.Host.Host.Trim('[', ']'), out var host) && IPAddress.IsLoopback(host)));

    private sealed record Requirement(IReadOnlyList<Role> Roles) : RoleRequirement(Roles);

    private sealed class Handler : AuthorizationHandler<Requirement>
    {
        protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, Requirement requirement)
        {
            if (context.Resource is HttpContext request && IsLocal(request)) context.Succeed(requirement);
            return Task.CompletedTask;
        }
    }
}
