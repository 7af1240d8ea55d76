using System.Security.Claims;
using Ledger.Domain.Accounts;
using Ledger.Domain.Entries;
using Ledger.Postgres.EventStore;
using Ledger.Server.Hosting;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Ledger.Server.Identity;

/// <summary>Proves a caller by a JWT of an organisation's own issuer.</summary>
/// <param name="settings">Which issuer, for whom, and what its claims mean.</param>
internal sealed class OidcTokens(OidcSettings settings)
{
    // With a secret instead of a key pair, whoever knows the public key could sign: only signatures by key pairs count.
    private static readonly string[] Algorithms =
    [
        SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512,
        SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSsaPssSha384, SecurityAlgorithms.RsaSsaPssSha512,
        SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512,
    ];

    private const int LongestSubject = 150;

    /// <summary>Sets the framework's handler up.</summary>
    /// <exception cref="LedgerFailure">The settings don't suffice.</exception>
    public void Configure(JwtBearerOptions options)
    {
        if (string.IsNullOrWhiteSpace(settings.Audience))
            throw new LedgerFailure(ExitCode.Usage, "Identity:Oidc names an issuer but no Audience: without it tokens meant for others would be accepted.");
        options.MapInboundClaims = false;
        options.Authority = settings.Authority;
        options.TokenValidationParameters = new TokenValidationParameters
        {
            ValidateIssuer = true, ValidateAudience = true, ValidateLifetime = true, ValidateIssuerSigningKey = true,
            RequireSignedTokens = true, RequireExpirationTime = true, RequireAudience = true,
            ValidAudience = settings.Audience, ValidIssuer = settings.Issuer, ValidAlgorithms = Algorithms, ClockSkew = TimeSpan.FromMinutes(1),
        };
        if (settings.KeysFile is { } file) options.Configuration = KeysOf(file);
        options.Events = new JwtBearerEvents { OnTokenValidated = Prove, OnAuthenticationFailed = Fail };
    }

    /// <summary>What the claims of a token allow.</summary>
    public IEnumerable<Grant> GrantsOf(ClaimsPrincipal token)
    {
        var regions = token.FindAll(settings.RegionsClaim).Select(claim => claim.Value).ToList();
        return token.FindAll(settings.RolesClaim).SelectMany(claim => GrantsOf(claim.Value, regions)).Where(Grants.IsValid).Distinct();
    }

    private IEnumerable<Grant> GrantsOf(string text, List<string> regions)
    {
        var at = text.IndexOf('@', StringComparison.Ordinal);
        var name = at < 0 ? text : text[..at];
        if (!Code<Role>.TryParse(settings.Roles.GetValueOrDefault(name, name), out var role)) return [];
        if (!Grants.IsRegional(role)) return [new Grant(role, Grants.Everywhere)];
        return (at < 0 ? regions : [text[(at + 1)..]]).Select(region => new Grant(role, region));
    }

    private Task Prove(TokenValidatedContext context)
    {
        var token = context.Principal!;
        if (token.FindFirstValue(settings.SubjectClaim) is not { Length: > 0 and <= LongestSubject } subject || subject.Any(char.IsControl))
        {
            context.Fail(new CredentialException($"The token names nobody in its claim '{settings.SubjectClaim}'."));
            return Task.CompletedTask;
        }

        context.Principal = Schemes.Prove(Schemes.Oidc, $"oidc:{subject}", $"oidc:{subject}", token.FindFirstValue("name") ?? subject, GrantsOf(token));
        return Task.CompletedTask;
    }

    // That the issuer can't be asked for its keys is not the caller's fault.
    private static Task Fail(AuthenticationFailedContext context) => context.Exception switch
    {
        SecurityTokenSignatureKeyNotFoundException or SecurityTokenException or CredentialException or ArgumentException => Task.CompletedTask,
        var e => throw new LedgerUnavailableException(outcomeUnknown: false, e),
    };

    private OpenIdConnectConfiguration KeysOf(string file)
    {
        try
        {
            var configuration = new OpenIdConnectConfiguration { Issuer = settings.Issuer ?? settings.Authority };
            foreach (var key in new JsonWebKeySet(File.ReadAllText(file)).GetSigningKeys()) configuration.SigningKeys.Add(key);
            return configuration.SigningKeys.Count > 0 ? configuration : throw new LedgerFailure(ExitCode.Usage, $"Identity:Oidc:KeysFile {file} holds no key that signs.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new LedgerFailure(ExitCode.Usage, $"Identity:Oidc:KeysFile {file} can't be read as a JWKS ({e.Message.TrimEnd('.')}).", e);
        }
    }
}
