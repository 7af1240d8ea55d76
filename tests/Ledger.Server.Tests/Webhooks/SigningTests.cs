using System.Text;
using Ledger.Server.Tests.Docs;
using Ledger.Server.Webhooks.Signing;
using Shouldly;
using Xunit;

namespace Ledger.Server.Tests.Webhooks;

/// <summary>Standard Webhooks, against its published vector and its reference verifier.</summary>
public sealed class SigningTests
{
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    [Fact]
    public void The_published_vector_is_met() =>
        WebhookSecret.Parse(Secret)!.Sign("msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, """{"test": 2432232314}"""u8)
            .ShouldBe("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");

    [Fact]
    public void A_new_secret_has_256_random_bits_and_is_never_said_by_accident()
    {
        var (one, other) = (WebhookSecret.Create(), WebhookSecret.Create());
        one.Full.ShouldStartWith("whsec_");
        WebhookSecret.Parse(one.Full)!.Bytes.ShouldBe(one.Bytes);
        one.Bytes.Length.ShouldBe(32);
        one.Full.ShouldNotBe(other.Full);
        $"{one}".ShouldBe("whsec_…");
    }

    [Theory]
    [InlineData("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")]
    [InlineData("whsec_")]
    [InlineData("whsec_not base64!")]
    [InlineData("whsec_c2hvcnQ=")]
    public void Anything_else_is_no_secret(string text) => WebhookSecret.Parse(text).ShouldBeNull();

    [Theory]
    [InlineData(23, false)]
    [InlineData(24, true)]
    [InlineData(64, true)]
    [InlineData(65, false)]
    public void A_secret_has_24_to_64_bytes(int length, bool fits)
    {
        if (fits) WebhookSecret.Of(new byte[length]).Full.ShouldStartWith("whsec_");
        else Should.Throw<ArgumentException>(() => WebhookSecret.Of(new byte[length]));
        (WebhookSecret.Parse("whsec_" + Convert.ToBase64String(new byte[length])) is not null).ShouldBe(fits);
    }

    /// <summary>What is sent is accepted by the verifier that the specification's authors publish, and nothing else is.</summary>
    [Fact]
    public async Task The_reference_verifier_accepts_what_is_signed()
    {
        var folder = await NodePackages.FolderAsync("standardwebhooks@1.1.1");
        var secret = WebhookSecret.Create();
        var body = """{"previous":3,"specversion":"1.0","subject":"project-wuxi-145.白马小学","data":{"percent":45.5}}""";
        var timestamp = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        var signatures = $"{WebhookSecret.Create().Sign("msg_1", timestamp, Encoding.UTF8.GetBytes(body))} {secret.Sign("msg_1", timestamp, Encoding.UTF8.GetBytes(body))}";
        await File.WriteAllTextAsync(Path.Combine(folder, "check.js"), $$"""
            const { Webhook } = require("standardwebhooks");
            const hook = new Webhook("{{secret.Full}}");
            const body = {{System.Text.Json.JsonSerializer.Serialize(body)}};
            const headers = { "webhook-id": "msg_1", "webhook-timestamp": "{{timestamp}}", "webhook-signature": "{{signatures}}" };
            if (hook.verify(body, headers).previous !== 3) throw new Error("not read");
            const refused = (b, h) => { try { hook.verify(b, h); return false; } catch { return true; } };
            if (!refused(body.replace("45.5", "46.5"), headers)) throw new Error("an altered body was accepted");
            if (!refused(body, { ...headers, "webhook-id": "msg_2" })) throw new Error("another id was accepted");
            if (!refused(body, { ...headers, "webhook-timestamp": "{{timestamp - 1}}" })) throw new Error("another time was accepted");
            console.log("verified");
            """);
        var (exitCode, said) = await NodePackages.RunAsync("node", folder, "check.js");
        exitCode.ShouldBe(0, said);
        said.ShouldContain("verified");
    }
}
