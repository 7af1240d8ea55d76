using Ledger.Domain.Accounts;
using Ledger.Server.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;

namespace Ledger.Server.Identity;

/// <summary>Says of an endpoint who may use it. Whether the region fits is the handler's to ask: <see cref="Caller.Is(Role, string)"/>.</summary>
internal static class Authorization
{
    /// <summary>Only for callers who have one of these roles somewhere; 401 and 403 otherwise.</summary>
    public static TBuilder RequireRole<TBuilder>(this TBuilder endpoint, params Role[] roles)
        where TBuilder : IEndpointConventionBuilder =>
        endpoint.RequireAuthorization(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().AddRequirements(new RoleRequirement(roles)).Build())
            .WithMetadata(new RoleRequirement(roles));

    /// <summary>Only for proven callers, whatever their roles; 401 otherwise.</summary>
    public static TBuilder RequireCaller<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder =>
        endpoint.RequireAuthorization(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());

    /// <summary>The proven caller of an endpoint that requires one.</summary>
    public static Caller RequiredCaller(this HttpContext context) =>
        Caller.Of(context.User) ?? throw new InvalidOperationException("The endpoint does not require a caller: add RequireRole or RequireCaller.");

    public static void AddLedgerAuthorization(this IServiceCollection services, IdentitySettings settings)
    {
        services.AddSingleton<IAuthorizationHandler, RoleHandler>();
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, Answers>();
        services.AddAuthorization(options =>
        {
            // What says nothing about itself is public, or else for whoever is proven.
            if (!settings.PublicRead) options.FallbackPolicy = new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build();
        });
    }

    private sealed class RoleHandler : AuthorizationHandler<RoleRequirement>
    {
        protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, RoleRequirement requirement)
        {
            if (Caller.Of(context.User) is { } caller && requirement.Roles.Any(caller.Is)) context.Succeed(requirement);
            return Task.CompletedTask;
        }
    }

    private sealed class Answers : IAuthorizationMiddlewareResultHandler
    {
        public Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
        {
            if (authorizeResult.Succeeded) return next(context);
            if (authorizeResult.Challenged) return CredentialGate.ChallengeAsync(context, null);
            return Problems.MissingRole(policy.Requirements.OfType<RoleRequirement>().SelectMany(requirement => requirement.Roles)).Answer().ExecuteAsync(context);
        }
    }
}

/// <summary>One of these roles, somewhere.</summary>
internal record RoleRequirement(IReadOnlyList<Role> Roles) : IAuthorizationRequirement;
