using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Shouldly;
using Xunit;

namespace Ledger.Server.Tests.Commands.EndToEnd;

/// <summary>The program as a user meets it: started, stopped, killed, started again.</summary>
public sealed class ServeTests
{
    [Fact]
    public async Task The_first_start_imports_the_second_imports_nothing_and_a_stop_leaves_nothing_behind()
    {
        using var data = DataFolder.New();
        long position;
        using (var first = LedgerProcess.Start(data.Path))
        {
            (await first.StatusAsync("/health/ready")).ShouldBe(200);
            (await first.GetAsync("/api/v1/plans")).GetProperty("total").GetInt64().ShouldBe(5);
            position = (await first.GetAsync("/health/ready")).GetProperty("position").GetInt64();
            first.Said.ShouldContain(data.Path);
            first.Said.ShouldContain("Ctrl-C");
            (await LedgerProcess.RunAsync(data.Path, "plans")).ShouldSatisfyAllConditions(
                beside => beside.ExitCode.ShouldBe(0, beside.Said), beside => beside.Said.ShouldContain("5 plans"));
            data.Postgres.ShouldNotBeNull("a command leaves the server's database running");

            var another = await LedgerProcess.RunAsync(data.Path, "serve", "--urls", "http://127.0.0.1:0");
            another.ExitCode.ShouldBe(3, another.Said);
            another.Said.ShouldContain($"process {first.Pid}");
            (await first.TerminateAsync()).ShouldBe(0, first.Said);
        }

        data.Postgres.ShouldBeNull();
        using var second = LedgerProcess.Start(data.Path);
        (await second.GetAsync("/health/ready")).GetProperty("position").GetInt64().ShouldBe(position);
        second.Said.ShouldNotContain("added");
        (await second.TerminateAsync()).ShouldBe(0, second.Said);
        data.Postgres.ShouldBeNull();
    }

    [Fact]
    public async Task A_port_that_is_taken_is_told_and_nothing_keeps_running()
    {
        using var data = DataFolder.New();
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var url = $"http://127.0.0.1:{((IPEndPoint)taken.LocalEndpoint).Port}";
        var run = await LedgerProcess.RunAsync(data.Path, "serve", "--urls", url);
        run.ExitCode.ShouldBe(3, run.Said);
        run.Said.ShouldContain(url);
        run.Said.ShouldContain("--urls");
        run.Said.Trim().Split('\n').Length.ShouldBe(1, run.Said);
        data.Postgres.ShouldBeNull();
    }

    [Theory]
    [InlineData("nowhere")]
    [InlineData("http://localhost:99999")]
    public async Task An_address_that_can_not_be_is_wrong_usage(string url)
    {
        using var data = DataFolder.New();
        var run = await LedgerProcess.RunAsync(data.Path, "serve", "--urls", url);
        run.ExitCode.ShouldBe(2, run.Said);
        run.Said.ShouldContain($"The address {url} can't be used");
        run.Said.Trim().Split('\n').Length.ShouldBe(1, run.Said);
        data.Postgres.ShouldBeNull();
    }

    [Fact]
    public async Task It_is_served_over_https_with_the_certificate_of_its_settings()
    {
        using var data = DataFolder.New();
        using var key = ECDsa.Create();
        using var certificate = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(200));
        var file = Path.GetTempFileName();
        await File.WriteAllBytesAsync(file, certificate.Export(X509ContentType.Pfx, "secret"));
        using var server = LedgerProcess.StartAt(
            data.Path, "https://127.0.0.1:0", ("Kestrel__Certificates__Default__Path", file), ("Kestrel__Certificates__Default__Password", "secret"));
        var address = await server.ReadyAsync();
        address.Scheme.ShouldBe("https");
        using var client = new HttpClient(new SocketsHttpHandler
        {
            SslOptions = { RemoteCertificateValidationCallback = (_, shown, _, _) => shown!.GetCertHashString() == certificate.GetCertHashString() },
        });
        (await client.GetStringAsync(new Uri(address, "/health/ready"))).ShouldContain("ready");
        (await server.TerminateAsync()).ShouldBe(0, server.Said);
        File.Delete(file);
    }

    [Fact]
    public async Task Two_ledgers_run_side_by_side()
    {
        using var one = DataFolder.New();
        using var other = DataFolder.New();
        using var first = LedgerProcess.Start(one.Path);
        using var second = LedgerProcess.Start(other.Path);
        (await first.ReadyAsync()).ShouldNotBe(await second.ReadyAsync());
        (await first.GetAsync("/api/v1/plans")).GetProperty("total").GetInt64().ShouldBe(5);
        (await second.GetAsync("/api/v1/plans")).GetProperty("total").GetInt64().ShouldBe(5);
        (await Task.WhenAll(first.TerminateAsync(), second.TerminateAsync())).ShouldBe([0, 0]);
        (one.Postgres, other.Postgres).ShouldBe((null, null));
    }
}
