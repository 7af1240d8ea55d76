using System.Security.Claims;
using System.Text.Encodings.Web;
using Ledger.Server.Identity;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Ledger.Server.Tests.Recording;

/// <summary>Signs in whoever the header <c>Test-Caller</c> names: actor, owner and grants, joined by bars and escaped.</summary>
internal sealed class TestSignIn(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string Header = "Test-Caller";

    /// <summary>The header's value.</summary>
    public static string As(string actor, string owner, params string[] grants) => Uri.EscapeDataString(string.Join('|', [actor, owner, .. grants]));

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Request.Headers[Header].ToString() is not { Length: > 0 } value) return Task.FromResult(AuthenticateResult.NoResult());
        var parts = Uri.UnescapeDataString(value).Split('|');
        var claims = new List<Claim> { new(ClaimTypes.NameIdentifier, parts[0]), new(Caller.OwnerClaim, parts[1]) };
        claims.AddRange(parts.Skip(2).Select(grant => new Claim(Caller.GrantClaim, grant)));
        return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(new ClaimsIdentity(claims, "test")), "test")));
    }
}
