namespace Ledger.Server.Identity;

/// <summary>Settings under <c>Identity</c>; in the environment for example <c>Identity__PublicRead=false</c>.</summary>
internal sealed class IdentitySettings
{
    /// <summary>Whether plans, projects and indicators are read without signing in. Default: true.</summary>
    public bool PublicRead { get; set; } = true;

    /// <summary>An organisation's own tokens; off until an issuer is named.</summary>
    public OidcSettings Oidc { get; set; } = new();

    /// <summary>How much one address or caller may ask, on each server.</summary>
    public LimitSettings Limits { get; set; } = new();

    /// <summary>Reads them.</summary>
    public static IdentitySettings Of(IConfiguration configuration) => configuration.GetSection("Identity").Get<IdentitySettings>() ?? new IdentitySettings();
}

/// <summary>Settings under <c>Identity:Limits</c>.</summary>
internal sealed class LimitSettings
{
    /// <summary>Requests of one address, and of one caller, in a minute. Default: 30,000.</summary>
    public int RequestsPerMinute { get; set; } = 30_000;

    /// <summary>Attempts to sign in from one address in a minute. Default: 10.</summary>
    public int SignInsPerMinute { get; set; } = 10;
}

/// <summary>Settings under <c>Identity:Oidc</c>.</summary>
internal sealed class OidcSettings
{
    /// <summary>Address of the issuer, whose keys are found by OpenID Connect discovery.</summary>
    public string? Authority { get; set; }

    /// <summary>The issuer as its tokens name it, where that is not the authority.</summary>
    public string? Issuer { get; set; }

    /// <summary>For whom tokens must be meant.</summary>
    public string? Audience { get; set; }

    /// <summary>File with the issuer's public keys (JWKS), for a network without a way to the issuer.</summary>
    public string? KeysFile { get; set; }

    /// <summary>Claim that names the person. Default: sub.</summary>
    public string SubjectClaim { get; set; } = "sub";

    /// <summary>Claim that lists roles: <c>recorder</c>, or with a region <c>recorder@巫溪县</c>. Default: roles.</summary>
    public string RolesClaim { get; set; } = "roles";

    /// <summary>Claim that lists the regions in which roles without one of their own hold. Default: regions.</summary>
    public string RegionsClaim { get; set; } = "regions";

    /// <summary>The organisation's names of roles, and the ledger's for them.</summary>
    public Dictionary<string, string> Roles { get; set; } = [];

    /// <summary>Whether tokens are accepted.</summary>
    public bool IsOn => !string.IsNullOrWhiteSpace(Authority) || !string.IsNullOrWhiteSpace(Issuer);
}
