using System.Globalization;
using System.Security.Claims;
using Ledger.Domain.Accounts;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace Ledger.Server.Identity;

/// <summary>The cookie of somebody who signed in: whose it is and since when, nothing more.</summary>
/// <remarks>
/// What its holder may do is looked up at every request. A session ends when the account is disabled, when its password is
/// changed, and after eight hours without a request.
/// </remarks>
internal static class SessionCookie
{
    public const string Name = "ledger-session";

    private const string StampClaim = "ledger:stamp";

    public static void Configure(CookieAuthenticationOptions options)
    {
        options.Cookie.Name = Name;
        options.Cookie.HttpOnly = true;
        // Links from elsewhere lead to pages as oneself; what changes anything asks for a token besides.
        options.Cookie.SameSite = SameSiteMode.Lax;
        // Signing in without TLS is refused but on the machine itself: see SignInEndpoints.
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.Cookie.IsEssential = true;
        options.ExpireTimeSpan = TimeSpan.FromHours(8);
        options.SlidingExpiration = true;
        options.Events.OnValidatePrincipal = ValidateAsync;
    }

    /// <summary>Begins a session.</summary>
    public static Task BeginAsync(HttpContext context, Account.Active account)
    {
        var principal = Prove(account);
        ((ClaimsIdentity)principal.Identity!).AddClaim(new Claim(StampClaim, account.Stamp.ToString(CultureInfo.InvariantCulture)));
        return context.SignInAsync(Schemes.Session, principal, new AuthenticationProperties { IsPersistent = false });
    }

    private static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var directory = context.HttpContext.RequestServices.GetRequiredService<IdentityDirectory>();
        var name = context.Principal?.FindFirstValue(Caller.OwnerClaim) is { } owner ? Schemes.AccountOf(owner) : null;
        var stamp = context.Principal?.FindFirstValue(StampClaim);
        if (name is not null && await directory.AccountAsync(name, context.HttpContext.RequestAborted) is Account.Active account
            && account.Stamp.ToString(CultureInfo.InvariantCulture) == stamp)
        {
            var principal = Prove(account);
            ((ClaimsIdentity)principal.Identity!).AddClaim(new Claim(StampClaim, stamp));
            context.ReplacePrincipal(principal);
        }
        else
        {
            context.RejectPrincipal();
        }
    }

    private static ClaimsPrincipal Prove(Account.Active account) =>
        Schemes.Prove(Schemes.Session, Schemes.User(account.Name), Schemes.User(account.Name), account.DisplayName ?? account.Name, account.Grants);
}
