using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using Ledger.Postgres.EventStore;
using Ledger.Server.Tests.Feed;
using Ledger.Server.Tests.Identity;
using Ledger.Server.Tests.Webhooks;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;
using Xunit;
using Xunit.Abstractions;

namespace Ledger.Server.Tests.Servers;

/// <summary>
/// Three servers on one database are killed in turn under load, and one is stopped where it stands: nothing acknowledged is lost or
/// doubled, the read models equal the fold, every reader sees every entry, and what one server does at a time is taken over within five
/// seconds. <c>LEDGER_SOAK=1</c> does it for many more rounds.
/// </summary>
public sealed class SeveralServersTests(ITestOutputHelper output)
{
    private static readonly bool Soak = Environment.GetEnvironmentVariable("LEDGER_SOAK") == "1";
    private static readonly int Rounds = Soak ? 12 : 1;
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(5);

    // PostgreSQL gives a server that stands still four seconds before the others may try.
    private static readonly TimeSpan BoundWherePaused = TimeSpan.FromSeconds(10);

    // From the lead to the first of its work: next to nothing, but the machine is busy with three servers, a load and other tests.
    private static readonly TimeSpan BoundOfWork = TimeSpan.FromSeconds(15);

    [Fact]
    public async Task Servers_killed_in_turn_lose_nothing_and_are_replaced_within_five_seconds()
    {
        using var over = new CancellationTokenSource(TimeSpan.FromMinutes(Soak ? 20 : 4));
        await using var receiver = await Receiver.StartAsync();
        await using var servers = await ThreeServers.StartAsync();
        var key = await servers.IssueKeyAsync();
        var subscribedAt = await SubscribeAsync(servers, receiver, key);
        var load = new Load(servers, key);
        load.Begin(overHttp: Soak ? 16 : 6, direct: Soak ? 8 : 4, over.Token);
        var end = 0L;
        var streams = Enumerable.Range(0, 6).Select(n => new Reader(servers.Any, "", n)).ToList();
        var pulls = Enumerable.Range(0, 3).Select(_ => new PullReader(servers.Any)).ToList();
        var reading = Task.WhenAll(
            [.. streams.Select(one => Task.Run(() => one.ReadAsync(() => Volatile.Read(ref end), over.Token))), .. pulls.Select(one => Task.Run(() => one.ReadAsync(() => Volatile.Read(ref end), over.Token)))]);

        for (var round = 0; round < Rounds; round++)
        {
            var killed = new HashSet<int>();
            foreach (var part in new[] { Parts.ReadModels, Parts.Webhooks })
            {
                var leader = await LeaderAsync(servers, part);
                killed.Add(leader);
                await LoseAsync(servers, load, receiver, leader, "killed", servers.KillAsync, Bound);
                await servers.StartAsync(leader);
            }

            var paused = await LeaderAsync(servers, Parts.ReadModels);
            await LoseAsync(servers, load, receiver, paused, "paused", servers.PauseAsync, BoundWherePaused);
            await servers.ResumeAsync(paused);
            foreach (var other in Enumerable.Range(0, 3).Except(killed))
            {
                await LoseAsync(servers, load, receiver, other, "killed", servers.KillAsync, Bound);
                await servers.StartAsync(other);
            }
        }

        await load.EndAsync();
        await using var store = new EventStore(servers.Database, NullLogger<EventStore>.Instance);
        var head = (await store.HeadAsync()).Position;
        Volatile.Write(ref end, head);
        await reading;
        output.WriteLine($"{head} entries, {load.Acknowledged.Sum(one => one.Value.Count)} of them acknowledged to writers; {streams.Sum(one => one.Visits)} visits");
        await Verdict.HoldAsync(servers.Database, store, load, head);
        var all = await Verdict.FeedAsync(servers.Any(), 0, "");
        foreach (var reader in streams) reader.Got.ShouldBe(all);
        foreach (var reader in pulls) reader.Got.ShouldBe(all);
        await DeliveredAsync(receiver, await Verdict.FeedAsync(servers.Any(), subscribedAt, $"plan={Load.Told}"));
    }

    // What a server did alone another must take over within the bound, and do: the read models take in what is recorded after the loss,
    // and the receiver of webhooks gets more than what may have been on its way.
    private async Task LoseAsync(ThreeServers servers, Load load, Receiver receiver, int server, string how, Func<int, Task> lose, TimeSpan bound)
    {
        var lost = Stopwatch.GetTimestamp();
        await lose(server);
        var (head, got) = (await Verdict.HeadAsync(servers.Database), receiver.Got.Count);
        var times = await Task.WhenAll(
            GoesOnAsync("read models", Parts.ReadModels, async () => await Verdict.ReachedAsync(servers.Database) > head),
            GoesOnAsync("webhooks", Parts.Webhooks, () => Task.FromResult(receiver.Got.Count > got + 2)));
        output.WriteLine($"server {server} {how}: {string.Join(", ", times.Select(one => $"{one.What} led again after {one.Led.TotalSeconds:0.00} s, went on after {one.WentOn.TotalSeconds:0.00} s"))}");
        await load.CheckAsync();
        foreach (var (what, led, wentOn) in times)
        {
            led.ShouldBeLessThan(bound, $"{what} are taken over where server {server} is {how}");
            wentOn.ShouldBeLessThan(bound + BoundOfWork, $"{what} go on where server {server} is {how}");
        }

        async Task<(string What, TimeSpan Led, TimeSpan WentOn)> GoesOnAsync(string what, long part, Func<Task<bool>> goesOn)
        {
            try
            {
                await WebhookHost.UntilAsync(async () => await servers.LeaderAsync(part) is { } leader && leader != server, $"{what} are led", 40);
                var led = Stopwatch.GetElapsedTime(lost);
                await WebhookHost.UntilAsync(goesOn, $"{what} go on", 40);
                return (what, led, Stopwatch.GetElapsedTime(lost));
            }
            catch (TimeoutException)
            {
                output.WriteLine(await servers.SessionsAsync());
                throw;
            }
        }
    }

    private static async Task<int> LeaderAsync(ThreeServers servers, long part)
    {
        int? leader = null;
        await WebhookHost.UntilAsync(async () => (leader = await servers.LeaderAsync(part)) is not null, "a leader");
        return leader!.Value;
    }

    private static async Task<long> SubscribeAsync(ThreeServers servers, Receiver receiver, string key)
    {
        using var client = new HttpClient { BaseAddress = servers.Any(), DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", key) } };
        var after = await Verdict.HeadAsync(servers.Database);
        using var answer = await client.SendAsync("/api/v1/subscriptions", new { name = "三台", url = receiver.Url, filter = new { plans = new[] { Load.Told } }, after = $"{after}" });
        await answer.ShouldBeAsync(HttpStatusCode.Created);
        return after;
    }

    private static async Task DeliveredAsync(Receiver receiver, IReadOnlyList<long> wanted)
    {
        await WebhookHost.UntilAsync(() => receiver.Got.LastOrDefault()?.Position == wanted[^1], "the last delivery", 60);
        var got = receiver.Got.Select(one => one.Position).ToList();
        got.Distinct().ShouldBe(wanted, "every entry is delivered, and first in order");
        foreach (var again in receiver.Got.GroupBy(one => one.Position)) again.Select(one => one.Id).Distinct().Count().ShouldBe(1, "a repeat has the first one's id");
    }
}
