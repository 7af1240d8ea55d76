using System.Security.Cryptography;
using System.Text.Encodings.Web;
using Ledger.Domain.Accounts;
using Ledger.Server.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Ledger.Server.Identity;

/// <summary>Proves a caller by <c>Authorization: Bearer ledger_…</c>. Any other content of that header is refused here too.</summary>
internal sealed class KeyAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder, IdentityDirectory directory)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (!Request.Headers.TryGetValue("Authorization", out var header)) return AuthenticateResult.NoResult();
        const string scheme = "Bearer ";
        if (header is not [{ } value] || !value.StartsWith(scheme, StringComparison.OrdinalIgnoreCase) || KeyToken.Parse(value[scheme.Length..].Trim()) is not { } token)
            return Wrong("The Authorization header holds nothing that this ledger knows; it takes 'Bearer' and a key.");
        var hash = await directory.SecretAsync(token.Id, Context.RequestAborted);
        if (hash is null || !CryptographicOperations.FixedTimeEquals(hash, token.Hash)) return Wrong("The key is unknown.");

        // Whoever has got this far holds the key, and may know what became of it.
        var (key, owner) = await directory.KeyAndOwnerAsync(token.Id, Context.RequestAborted);
        return key switch
        {
            ApiKey.Issued issued when issued.ExpiresOn < TimeProvider.Today() => Wrong("The key has expired."),
            ApiKey.Issued issued => Prove(token.Id, issued, owner),
            ApiKey.Revoked => Wrong("The key was revoked."),
            _ => Wrong("The key is unknown."),
        };
    }

    private AuthenticateResult Prove(string id, ApiKey.Issued key, Account account)
    {
        if (account is not Account.Active owner) return Wrong("The key's owner is disabled.");
        var principal = Schemes.Prove(Schemes.Key, $"key:{id}", Schemes.User(owner.Name), key.Name, Grants.Common(key.Grants, owner.Grants));
        return AuthenticateResult.Success(new AuthenticationTicket(principal, Scheme.Name));
    }

    private static AuthenticateResult Wrong(string why) => AuthenticateResult.Fail(new CredentialException(why));
}

/// <summary>What was wrong with a credential, in words that its holder may read.</summary>
internal sealed class CredentialException(string message) : Exception(message);
