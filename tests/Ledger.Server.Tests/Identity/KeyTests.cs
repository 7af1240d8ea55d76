using System.Net;
using Ledger.Domain.Accounts;
using Ledger.Server.Identity;
using Shouldly;
using Xunit;

namespace Ledger.Server.Tests.Identity;

public sealed class KeyTests(LenientHost lenient) : IClassFixture<LenientHost>
{
    private static readonly Grant Wuxi = new(Role.Recorder, "巫溪县");
    private static readonly Grant Everywhere = new(Role.Recorder, "*");
    private readonly IdentityHost host = lenient.Host;

    [Fact]
    public async Task A_key_proves_itself_its_owner_and_what_both_may_do()
    {
        var owner = await host.AccountAsync(Everywhere, new Grant(Role.Supervisor, "*"));
        var key = await host.KeyAsync(owner, 90, Wuxi);
        using var program = host.Program($"Bearer {key}");
        var caller = await (await program.AskAsync("/api/v1/caller")).ShouldBeAsync(HttpStatusCode.OK);
        caller["actor"]!.GetValue<string>().ShouldBe($"key:{key.Split('_')[1]}");
        caller["owner"]!.GetValue<string>().ShouldBe($"user:{owner}");
        caller["grants"]!.AsArray().ShouldHaveSingleItem()!["region"]!.GetValue<string>().ShouldBe("巫溪县");
    }

    [Fact]
    public async Task A_key_loses_what_its_owner_loses()
    {
        var owner = await host.AccountAsync(Wuxi);
        using var program = host.Program($"Bearer {await host.KeyAsync(owner)}");
        await ChangeAsync(owner, today => new AccountEvent.RoleRevoked { Grant = Wuxi, Effective = today });
        (await (await program.AskAsync("/api/v1/caller")).ShouldBeAsync(HttpStatusCode.OK))["grants"]!.AsArray().ShouldBeEmpty();
        await ChangeAsync(owner, today => new AccountEvent.AccountDisabled { Effective = today });
        await (await program.AskAsync("/api/v1/caller")).ShouldBeAsync(HttpStatusCode.Unauthorized, "unauthenticated");
    }

    [Fact]
    public async Task A_revoked_key_is_refused_at_once_on_every_server_also_for_public_data()
    {
        var key = await host.KeyAsync(await host.AccountAsync());
        await using var second = await host.StartSecondAsync();
        using var here = host.Program($"Bearer {key}");
        using var there = new HttpClient { BaseAddress = new Uri(second.Urls.Single()) };
        there.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", $"Bearer {key}");
        foreach (var program in new[] { here, there }) await (await program.AskAsync("/api/v1/projects")).ShouldBeAsync(HttpStatusCode.OK);
        (await host.Services.GetRequired<KeyManager>().RevokeAsync(key.Split('_')[1], "test", default)).ShouldBeNull();
        foreach (var program in new[] { here, there })
            (await (await program.AskAsync("/api/v1/projects")).ShouldBeAsync(HttpStatusCode.Unauthorized, "unauthenticated"))["detail"]!.GetValue<string>().ShouldContain("revoked");
    }

    [Fact]
    public async Task A_key_expires_after_its_last_day()
    {
        await using var own = await IdentityHost.StartAsync();
        using var program = own.Program($"Bearer {await own.KeyAsync(await own.AccountAsync(), days: 1)}");
        own.Clock.Advance(TimeSpan.FromDays(1));
        await (await program.AskAsync("/api/v1/caller")).ShouldBeAsync(HttpStatusCode.OK);
        own.Clock.Advance(TimeSpan.FromDays(1));
        (await (await program.AskAsync("/api/v1/projects")).ShouldBeAsync(HttpStatusCode.Unauthorized))["detail"]!.GetValue<string>().ShouldContain("expired");
    }

    [Fact]
    public async Task What_is_no_key_is_never_silently_nobody()
    {
        var key = await host.KeyAsync(await host.AccountAsync());
        var other = await host.KeyAsync(await host.AccountAsync());
        string[] wrong =
        [
            "", "Bearer", "Bearer ", "Bearer x", "Bearer ledger_", $"Bearer {key}x", $"Bearer {key[..^1]}", $"Bearer {key[..^1]}{(key[^1] == 'A' ? 'E' : 'A')}", key, $"Basic {key}",
            $"Bearer {key.ToUpperInvariant()}", $"Bearer {other[..24]}{key[24..]}", "Basic dXNlcjpwYXNz", $"Bearer {key}, Bearer {key}", "Bearer eyJhbGciOiJub25lIn0.e30.",
        ];
        foreach (var authorization in wrong)
        {
            using var program = host.Program(authorization);
            await (await program.AskAsync("/api/v1/projects")).ShouldBeAsync(HttpStatusCode.Unauthorized, "unauthenticated");
        }
    }

    [Fact]
    public async Task A_header_counts_before_a_cookie()
    {
        using var browser = await host.SignInAsync(await host.AccountAsync());
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/caller");
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer wrong");
        await (await browser.Client.SendAsync(request)).ShouldBeAsync(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Nothing_that_proves_somebody_is_in_the_log_the_entries_or_the_tables()
    {
        var owner = await host.AccountAsync();
        var key = await host.KeyAsync(owner);
        using var program = host.Program($"Bearer {key}");
        await program.AskAsync("/api/v1/caller");
        await program.AskAsync("/api/v1/keys");
        using var browser = await host.SignInAsync(owner);
        await browser.Client.AskAsync("/api/v1/caller");
        using var wrong = host.Browse();
        await wrong.SignInAsync(owner, "a wrong secret password");
        var secret = key.Split('_', 3)[2];
        host.Logs.Count.ShouldBeGreaterThan(100);
        foreach (var text in new[] { secret, IdentityHost.Password, "a wrong secret password", browser.Session!.Value })
            host.Logs.Where(line => line.Contains(text, StringComparison.Ordinal)).ShouldBeEmpty();
        foreach (var table in new[] { "mt_events", "ledger_key_secrets", "ledger_credentials", "ledger_idempotency" })
        {
            await using var command = host.Database.Ledger.Owner.CreateCommand($"select coalesce(string_agg(t::text, ' '), '') from ledger.{table} t");
            var rows = (string)(await command.ExecuteScalarAsync())!;
            rows.ShouldNotContain(secret);
            rows.ShouldNotContain(IdentityHost.Password);
        }
    }

    [Fact]
    public async Task A_revocation_that_somebody_voids_still_holds()
    {
        var key = await host.KeyAsync(await host.AccountAsync());
        var stream = $"key-{key.Split('_')[1]}";
        (await host.Services.GetRequired<KeyManager>().RevokeAsync(key.Split('_')[1], "test", default)).ShouldBeNull();
        var revoked = (await host.EntriesAsync(stream))[^1];
        var undo = new Domain.Entries.EntryEvent.EntryVoided { Position = revoked.Position, Reason = "x", Effective = revoked.Event.Effective };
        await host.Services.GetRequired<Postgres.EventStore.EventStore>().AppendAsync(new([new(stream, "key", Postgres.EventStore.ExpectedVersion.Any,
            [new("entry_voided", Domain.Entries.LedgerJson.Write(undo))])], "mallory"));
        using var program = host.Program($"Bearer {key}");
        await (await program.AskAsync("/api/v1/projects")).ShouldBeAsync(HttpStatusCode.Unauthorized);
    }

    private async Task ChangeAsync(string name, Func<Domain.Time.EffectiveDate, AccountEvent> fact) =>
        (await host.Services.GetRequired<AccountManager>().ChangeAsync(name, fact, "test", default)).ShouldBeNull();
}
