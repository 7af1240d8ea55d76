using System.Net;
using System.Security.Claims;
using System.Security.Cryptography;
using Ledger.Server.Hosting;
using Ledger.Server.Identity;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Shouldly;
using Xunit;

namespace Ledger.Server.Tests.Identity;

public sealed class OidcTests : IAsyncLifetime, IDisposable
{
    private const string Issuer = "https://sso.example.gov.cn";
    private readonly RSA _rsa = RSA.Create(2048);
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"ledger-jwks-{Guid.NewGuid():N}.json");
    private IdentityHost _host = null!;

    private RsaSecurityKey Key => new(_rsa) { KeyId = "k1" };

    public async Task InitializeAsync()
    {
        var parameters = _rsa.ExportParameters(false);
        await File.WriteAllTextAsync(_file, $$"""
            {"keys":[{"kty":"RSA","use":"sig","kid":"k1","n":"{{Base64UrlEncoder.Encode(parameters.Modulus)}}","e":"{{Base64UrlEncoder.Encode(parameters.Exponent)}}"}]}
            """);
        _host = await IdentityHost.StartAsync(
            $"Identity:Oidc:Issuer={Issuer}", "Identity:Oidc:Audience=ledger", $"Identity:Oidc:KeysFile={_file}", "Identity:Oidc:Roles:填报员=recorder");
    }

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        File.Delete(_file);
    }

    public void Dispose() => _rsa.Dispose();

    [Fact]
    public async Task A_token_of_the_organisation_proves_its_holder()
    {
        var caller = await (await AskAsync(Token())).ShouldBeAsync(HttpStatusCode.OK);
        caller["actor"]!.GetValue<string>().ShouldBe("oidc:zhang");
        caller["owner"]!.GetValue<string>().ShouldBe("oidc:zhang");
        caller["grants"]!.AsArray().Select(grant => $"{grant!["role"]}@{grant["region"]}").ShouldBe(
            ["recorder@巫溪县", "recorder@綦江区", "reviewer@沙坪坝区", "supervisor@*"]);
    }

    [Fact]
    public async Task A_key_is_accepted_beside_it()
    {
        using var program = _host.Program($"Bearer {await _host.KeyAsync(await _host.AccountAsync())}");
        await (await program.AskAsync("/api/v1/caller")).ShouldBeAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Any_other_token_is_refused()
    {
        using var stranger = RSA.Create(2048);
        var secret = new SymmetricSecurityKey(SHA256.HashData(_rsa.ExportSubjectPublicKeyInfo())) { KeyId = "k1" };
        var good = Token();
        var parts = good.Split('.');
        var none = Base64UrlEncoder.Encode("""{"alg":"none","typ":"JWT"}""");
        var wrong = new Dictionary<string, string>
        {
            ["issuer"] = Token(issuer: "https://elsewhere.example"),
            ["audience"] = Token(audience: "another"),
            ["no audience"] = Token(audience: null),
            ["expired"] = Token(expires: DateTime.UnixEpoch.AddYears(50)),
            ["not yet valid"] = Token(notBefore: TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(1)),
            ["another key"] = Token(new SigningCredentials(new RsaSecurityKey(stranger) { KeyId = "k1" }, SecurityAlgorithms.RsaSha256)),
            ["an unknown key"] = Token(new SigningCredentials(new RsaSecurityKey(stranger) { KeyId = "k2" }, SecurityAlgorithms.RsaSha256)),
            ["the public key as a secret"] = Token(new SigningCredentials(secret, SecurityAlgorithms.HmacSha256)),
            ["none"] = $"{none}.{parts[1]}.",
            ["none, with a signature"] = $"{none}.{parts[1]}.{parts[2]}",
            ["altered"] = $"{parts[0]}.{Base64UrlEncoder.Encode(Base64UrlEncoder.Decode(parts[1]).Replace("zhang", "admin", StringComparison.Ordinal))}.{parts[2]}",
            ["cut"] = good[..^5],
            ["nobody"] = Token(subject: null),
            ["garbage"] = "a.b.c",
        };
        foreach (var (what, token) in wrong)
        {
            var answer = await AskAsync(token, "/api/v1/projects");
            answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized, what);
            await answer.ShouldBeAsync(HttpStatusCode.Unauthorized, "unauthenticated");
        }
    }

    [Fact]
    public async Task Without_an_issuer_no_token_is_taken_and_without_an_audience_nothing_starts()
    {
        await using var closed = await IdentityHost.StartAsync();
        using var program = closed.Program($"Bearer {Token()}");
        await (await program.AskAsync("/api/v1/projects")).ShouldBeAsync(HttpStatusCode.Unauthorized);
        Should.Throw<LedgerFailure>(() => new OidcTokens(new OidcSettings { Authority = Issuer }).Configure(new())).ExitCode.ShouldBe(2);
    }

    [Fact]
    public async Task Nobody_of_elsewhere_owns_keys()
    {
        using var program = _host.Program($"Bearer {Token()}");
        await (await program.SendAsync("/api/v1/keys", new { name = "x" })).ShouldBeAsync(HttpStatusCode.Forbidden, "forbidden");
    }

    private async Task<HttpResponseMessage> AskAsync(string token, string path = "/api/v1/caller")
    {
        using var program = _host.Program($"Bearer {token}");
        return await program.AskAsync(path);
    }

    private string Token(
        SigningCredentials? credentials = null, string issuer = Issuer, string? audience = "ledger", string? subject = "zhang", DateTime? expires = null, DateTime? notBefore = null)
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        var claims = new ClaimsIdentity([
            new("roles", "填报员"), new("roles", "reviewer@沙坪坝区"), new("roles", "supervisor"), new("roles", "wizard"), new("regions", "巫溪县"), new("regions", "綦江区")]);
        if (subject is not null) claims.AddClaim(new Claim("sub", subject));
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = issuer, Audience = audience, Subject = claims, SigningCredentials = credentials ?? new SigningCredentials(Key, SecurityAlgorithms.RsaSha256),
            Expires = expires ?? notBefore?.AddHours(1) ?? now.AddMinutes(5), NotBefore = notBefore,
        });
    }
}
