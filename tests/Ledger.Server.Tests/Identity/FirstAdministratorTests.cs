using System.Net;
using Ledger.Server.Identity;
using Shouldly;
using Xunit;

namespace Ledger.Server.Tests.Identity;

public sealed class FirstAdministratorTests
{
    [Fact]
    public async Task Of_several_servers_that_start_at_once_one_makes_the_administrator_and_none_ever_again()
    {
        await using var host = await IdentityHost.StartAsync();
        await using var second = await host.StartSecondAsync();
        var passwords = await Task.WhenAll(new[] { host.Services, second.Services, host.Services }.Select(
            services => services.GetRequired<FirstAdministrator>().EnsureAsync(default)));
        var password = passwords.OfType<string>().ShouldHaveSingleItem();
        (await host.Services.GetRequired<FirstAdministrator>().EnsureAsync(default)).ShouldBeNull();

        using var browser = host.Browse();
        (await browser.SignInAsync("admin", password)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        await (await browser.Client.AskAsync("/api/v1/accounts")).ShouldBeAsync(HttpStatusCode.OK);
        host.Logs.ShouldNotBeEmpty();
        host.Logs.Where(line => line.Contains(password, StringComparison.Ordinal)).ShouldBeEmpty();
    }
}
