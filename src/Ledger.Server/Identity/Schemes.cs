using System.Security.Claims;
using Ledger.Domain.Accounts;
using Ledger.Domain.Entries;

namespace Ledger.Server.Identity;

/// <summary>The ways to prove who one is, and the claims that all of them give: what <see cref="Caller.Of"/> reads.</summary>
internal static class Schemes
{
    /// <summary>Chooses among the others by what the request carries.</summary>
    public const string Any = "ledger";

    /// <summary>The cookie of somebody who signed in on the web.</summary>
    public const string Session = "session";

    /// <summary>An API key.</summary>
    public const string Key = "key";

    /// <summary>An organisation's own token.</summary>
    public const string Oidc = "oidc";

    /// <summary>The proven caller as claims.</summary>
    public static ClaimsPrincipal Prove(string scheme, string actor, string owner, string name, IEnumerable<Grant> grants) => new(new ClaimsIdentity(
        [
            new Claim(ClaimTypes.NameIdentifier, actor), new Claim(Caller.OwnerClaim, owner), new Claim(ClaimTypes.Name, name),
            .. grants.Select(grant => new Claim(Caller.GrantClaim, $"{Code<Role>.Of(grant.Role)}@{grant.Region}")),
        ],
        scheme));

    /// <summary>The actor and owner that stand for an account.</summary>
    public static string User(string account) => $"user:{account}";

    /// <summary>The account that an owner stands for; null where it is none of this ledger's.</summary>
    public static string? AccountOf(string owner) => owner.StartsWith("user:", StringComparison.Ordinal) ? owner["user:".Length..] : null;
}
