using System.Net;
using System.Text;
using Ledger.Postgres.Webhooks;
using Ledger.Server.Webhooks;
using Ledger.Server.Webhooks.Signing;
using Ledger.Server.Webhooks.Targets;
using Shouldly;
using Xunit;

namespace Ledger.Server.Tests.Webhooks;

/// <summary>Deliveries never reach inside a network, however the way in is spelled.</summary>
public sealed class TargetTests
{
    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("0.1.2.3")]
    [InlineData("10.0.0.1")]
    [InlineData("10.255.255.255")]
    [InlineData("100.64.0.1")]
    [InlineData("100.127.255.254")]
    [InlineData("127.0.0.1")]
    [InlineData("127.255.255.254")]
    [InlineData("169.254.169.254")]
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.0.0.8")]
    [InlineData("192.0.2.1")]
    [InlineData("192.31.196.1")]
    [InlineData("192.52.193.1")]
    [InlineData("192.88.99.1")]
    [InlineData("192.168.1.1")]
    [InlineData("192.175.48.1")]
    [InlineData("198.18.0.1")]
    [InlineData("198.19.255.255")]
    [InlineData("198.51.100.7")]
    [InlineData("203.0.113.9")]
    [InlineData("224.0.0.1")]
    [InlineData("239.255.255.250")]
    [InlineData("240.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::")]
    [InlineData("::1")]
    [InlineData("::7f00:1")]
    [InlineData("::127.0.0.1")]
    [InlineData("::ffff:10.0.0.1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("::ffff:169.254.169.254")]
    [InlineData("::ffff:0:127.0.0.1")]
    [InlineData("64:ff9b::10.0.0.1")]
    [InlineData("64:ff9b::127.0.0.1")]
    [InlineData("64:ff9b:1::8.8.8.8")]
    [InlineData("100::1")]
    [InlineData("2001::1")]
    [InlineData("2001:0:7f00:1::")]
    [InlineData("2001:10::1")]
    [InlineData("2001:20::1")]
    [InlineData("2001:db8::1")]
    [InlineData("2002:7f00:1::")]
    [InlineData("2002:a00:1::1")]
    [InlineData("2002:c0a8:101::")]
    [InlineData("2620:4f:8000::1")]
    [InlineData("3fff::1")]
    [InlineData("4000::1")]
    [InlineData("5f00::1")]
    [InlineData("fc00::1")]
    [InlineData("fd12:3456:789a::1")]
    [InlineData("fe80::1")]
    [InlineData("fe80::1%1")]
    [InlineData("fec0::1")]
    [InlineData("ff02::1")]
    public void An_address_that_is_not_public_is_refused(string address) => AddressRanges.IsPublic(IPAddress.Parse(address)).ShouldBeFalse();

    [Theory]
    [InlineData("1.1.1.1")]
    [InlineData("8.8.8.8")]
    [InlineData("9.255.255.255")]
    [InlineData("11.0.0.1")]
    [InlineData("100.63.255.255")]
    [InlineData("100.128.0.1")]
    [InlineData("172.15.255.255")]
    [InlineData("172.32.0.1")]
    [InlineData("192.0.1.1")]
    [InlineData("198.17.255.255")]
    [InlineData("198.20.0.1")]
    [InlineData("223.255.255.254")]
    [InlineData("2606:4700:4700::1111")]
    [InlineData("2400:3200::1")]
    [InlineData("::ffff:8.8.8.8")]
    [InlineData("64:ff9b::8.8.8.8")]
    [InlineData("2002:808:808::1")]
    public void A_public_address_is_not(string address) => AddressRanges.IsPublic(IPAddress.Parse(address)).ShouldBeTrue();

    [Theory]
    [InlineData("ftp://hooks.example.org/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("gopher://hooks.example.org")]
    [InlineData("//hooks.example.org/")]
    [InlineData("hooks.example.org")]
    [InlineData("http://hooks.example.org/")]
    [InlineData("https://user:secret@hooks.example.org/")]
    [InlineData("https://hooks.example.org/#part")]
    [InlineData("https://hooks.example.org:22/")]
    [InlineData("https://hooks.example.org:5432/")]
    [InlineData("https://127.0.0.1/")]
    [InlineData("https://2130706433/")]
    [InlineData("https://0x7f.0.0.1/")]
    [InlineData("https://0177.0.0.1/")]
    [InlineData("https://127.1/")]
    [InlineData("https://[::1]/")]
    [InlineData("https://[::ffff:127.0.0.1]/")]
    [InlineData("https://[fe80::1]/")]
    [InlineData("https://169.254.169.254/latest/meta-data/")]
    [InlineData("https://１２７.０.０.１/")]
    [InlineData("")]
    public void An_address_that_leads_elsewhere_is_refused_when_it_is_given(string url) => new TargetRules(new WebhookSettings()).Read(url).Wrong.ShouldNotBeNull();

    [Theory]
    [InlineData("https://hooks.example.org/ledger?city=5002")]
    [InlineData("https://hooks.example.org:8443/")]
    [InlineData("https://钩子.example.org/")]
    [InlineData("https://[2606:4700:4700::1111]/")]
    [InlineData("http://hooks.intern:8080/")]
    [InlineData("http://10.1.2.3:9000/")]
    public void One_that_is_public_or_allowed_by_name_is_not(string url) =>
        new TargetRules(new WebhookSettings { AllowedPrivateHosts = ["hooks.intern:8080", "10.1.2.3"] }).Read(url).Wrong.ShouldBeNull();

    [Fact]
    public void An_allowed_host_is_allowed_at_its_port_only() =>
        new TargetRules(new WebhookSettings { AllowedPrivateHosts = ["hooks.intern:8080"] }).Read("http://hooks.intern:8081/").Wrong.ShouldNotBeNull();

    [Fact]
    public async Task A_name_that_turns_private_between_registration_and_delivery_is_refused_and_nothing_is_connected_to()
    {
        await using var inside = await Receiver.StartAsync();
        var names = new Names([IPAddress.Parse("93.184.215.14")], [IPAddress.Loopback]);
        var door = new TargetDoor(names, new TargetRules(new WebhookSettings()));
        (await door.AddressesAsync("rebind.example", 443, default)).ShouldHaveSingleItem();
        using var client = new TargetClient(door, new WebhookSettings(), TimeProvider.System);
        var sent = await client.SendAsync(Message(new Uri(inside.Url.Replace("127.0.0.1", "rebind.example", StringComparison.Ordinal))), default);
        sent.Outcome.ShouldBe(DeliveryOutcome.NotAllowed);
        sent.Status.ShouldBeNull();
        sent.Excerpt.ShouldBeNull();
        sent.Error.ShouldNotBeNull();
        sent.Error.ShouldNotContain("127.0.0.1");
        inside.Got.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_name_with_a_public_and_a_private_address_is_refused()
    {
        var door = new TargetDoor(new Names([IPAddress.Parse("93.184.215.14"), IPAddress.Parse("10.0.0.1")]), new TargetRules(new WebhookSettings()));
        await Should.ThrowAsync<TargetNotAllowedException>(() => door.AddressesAsync("both.example", 443, default));
    }

    [Fact]
    public async Task A_connection_goes_to_the_address_that_was_looked_at()
    {
        await using var inside = await Receiver.StartAsync();
        var port = new Uri(inside.Url).Port;
        // Whoever asked the name again would be sent to an address that nobody answers at.
        var names = new Names([IPAddress.Loopback], [IPAddress.Parse("192.0.2.1")]);
        using var client = new TargetClient(new TargetDoor(names, new TargetRules(new WebhookSettings { AllowedPrivateHosts = ["hooks.intern"] })), new WebhookSettings(), TimeProvider.System);
        var sent = await client.SendAsync(Message(new Uri($"http://hooks.intern:{port}/")), default);
        sent.Outcome.ShouldBe(DeliveryOutcome.Delivered);
        names.Asked.ShouldBe(1);
    }

    [Fact]
    public async Task A_proxy_of_the_environment_is_not_used()
    {
        await using var inside = await Receiver.StartAsync();
        var before = Environment.GetEnvironmentVariable("http_proxy");
        Environment.SetEnvironmentVariable("http_proxy", "http://127.0.0.1:1");
        try
        {
            var rules = new TargetRules(new WebhookSettings { AllowedPrivateHosts = ["127.0.0.1"] });
            using var client = new TargetClient(new TargetDoor(new SystemNames(), rules), new WebhookSettings(), TimeProvider.System);
            (await client.SendAsync(Message(new Uri(inside.Url)), default)).Outcome.ShouldBe(DeliveryOutcome.Delivered);
        }
        finally
        {
            Environment.SetEnvironmentVariable("http_proxy", before);
        }
    }

    private static Message Message(Uri target) => new(target, "msg_1", Encoding.UTF8.GetBytes("{}"), [WebhookSecret.Create()]);

    /// <summary>A resolver that answers something else each time, and the last from then on.</summary>
    private sealed class Names(params IPAddress[][] answers) : INames
    {
        public int Asked { get; private set; }

        public Task<IPAddress[]> FindAsync(string host, CancellationToken ct) => Task.FromResult(answers[Math.Min(Asked++, answers.Length - 1)]);
    }
}
