using Ledger.Postgres;
using Ledger.Postgres.Accounts;
using Ledger.Server.Identity.Api;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.Options;

namespace Ledger.Server.Identity;

/// <summary>Identity put together: what commands need, what the web needs, and in which order a request meets it.</summary>
internal static class IdentityServices
{
    /// <summary>Registers accounts and keys; for commands as well.</summary>
    public static IServiceCollection AddAccounts(this IServiceCollection services) => services
        .AddSingleton<Credentials>()
        .AddSingleton<KeySecrets>()
        .AddSingleton<Lockouts>()
        .AddSingleton<Passwords>()
        .AddSingleton<IdentityLog>()
        .AddSingleton<IdentityDirectory>()
        .AddSingleton<AccountManager>()
        .AddSingleton<KeyManager>()
        .AddSingleton<FirstAdministrator>();

    /// <summary>Registers what proves callers on the web.</summary>
    public static void AddIdentity(this WebApplicationBuilder builder)
    {
        var (services, settings) = (builder.Services, IdentitySettings.Of(builder.Configuration));
        services.AddSingleton(settings);
        services.AddSingleton<SignIn>();
        AddSchemes(services, settings);
        services.AddLedgerAuthorization(settings);
        services.AddLedgerLimits(settings.Limits);
        services.AddAntiforgery(options =>
        {
            options.HeaderName = AntiforgeryGate.Header;
            options.FormFieldName = AntiforgeryGate.Field;
            options.Cookie.Name = "ledger-form";
            options.Cookie.SameSite = SameSiteMode.Strict;
            options.Cookie.HttpOnly = true;
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            // The site's own policy forbids frames altogether.
            options.SuppressXFrameOptionsHeader = true;
        });
        // Its warning that keys lie unencrypted is about files; whoever reads this table can read the whole ledger.
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        services.AddDataProtection().SetApplicationName("ledger");
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(provider => new ConfigureOptions<KeyManagementOptions>(
            options => options.XmlRepository = new WebKeyRepository(new WebKeys(provider.GetRequiredService<LedgerDatabase>))));
        services.AddIdentityOpenApi();
        // The framework would read the cookies' keys as the server starts, when the database is only being started: they are
        // read when the first cookie or form needs them.
        foreach (var early in services.Where(service => service.ImplementationType?.Name == "DataProtectionHostedService").ToList()) services.Remove(early);
    }

    /// <summary>Who may ask how much, who asks, whether the proof holds, whether that suffices, and whether the asker meant it.</summary>
    public static void UseIdentity(this WebApplication app)
    {
        app.UseAddressLimits();
        app.UseAuthentication();
        app.UseMiddleware<CredentialGate>();
        app.UseRateLimiter();
        app.UseAuthorization();
        app.UseMiddleware<AntiforgeryGate>();
        app.UseMiddleware<ClosedReads>();
    }

    /// <summary>Maps sign-in and the API of accounts and keys.</summary>
    public static void MapIdentity(this WebApplication app)
    {
        app.MapSignIn();
        app.MapIdentityApi();
    }

    private static void AddSchemes(IServiceCollection services, IdentitySettings settings)
    {
        var authentication = services.AddAuthentication(Schemes.Any)
            .AddPolicyScheme(Schemes.Any, null, options => options.ForwardDefaultSelector = context => Choose(context.Request, settings.Oidc.IsOn))
            .AddCookie(Schemes.Session, SessionCookie.Configure)
            .AddScheme<AuthenticationSchemeOptions, KeyAuthentication>(Schemes.Key, null);
        if (settings.Oidc.IsOn) authentication.AddJwtBearer(Schemes.Oidc, new OidcTokens(settings.Oidc).Configure);
    }

    // A header is meant, a cookie is sent along: so the header decides.
    private static string Choose(HttpRequest request, bool oidc)
    {
        if (!request.Headers.TryGetValue("Authorization", out var header)) return Schemes.Session;
        var text = header.ToString();
        return oidc && text.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) && !text[7..].TrimStart().StartsWith(KeyToken.Prefix, StringComparison.Ordinal)
            ? Schemes.Oidc
            : Schemes.Key;
    }
}
