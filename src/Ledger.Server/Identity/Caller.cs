using System.Security.Claims;
using Ledger.Domain.Accounts;
using Ledger.Domain.Entries;

namespace Ledger.Server.Identity;

/// <summary>Who calls, as authentication proved it; never taken from a body.</summary>
/// <param name="Actor">The name under which entries are recorded: <c>user:zhang.san</c>, <c>key:k7f3…</c>, <c>oidc:…</c>.</param>
/// <param name="Owner">The person behind it: the user, or the owner of the key.</param>
/// <param name="Grants">What it may do, and where.</param>
internal sealed record Caller(string Actor, string Owner, IReadOnlyList<Grant> Grants)
{
    /// <summary>Claim that carries one grant as <c>role@region</c>.</summary>
    public const string GrantClaim = "ledger:grant";

    /// <summary>Claim that carries the owner.</summary>
    public const string OwnerClaim = "ledger:owner";

    /// <summary>Whether the caller has a role in a region.</summary>
    public bool Is(Role role, string region) => Grants.Any(grant => grant.Role == role && (grant.Region == "*" || grant.Region == region));

    /// <summary>Whether the caller has a role anywhere.</summary>
    public bool Is(Role role) => Grants.Any(grant => grant.Role == role);

    /// <summary>The caller of a request, or <see langword="null"/> where nobody signed in.</summary>
    public static Caller? Of(ClaimsPrincipal principal) =>
        principal.Identity is { IsAuthenticated: true } && principal.FindFirstValue(ClaimTypes.NameIdentifier) is { Length: > 0 } actor
            ? new Caller(actor, principal.FindFirstValue(OwnerClaim) ?? actor, [.. principal.FindAll(GrantClaim).Select(Read).OfType<Grant>()])
            : null;

    private static Grant? Read(Claim claim)
    {
        var at = claim.Value.IndexOf('@', StringComparison.Ordinal);
        return at > 0 && Code<Role>.TryParse(claim.Value[..at], out var role) ? new Grant(role, claim.Value[(at + 1)..]) : null;
    }
}
