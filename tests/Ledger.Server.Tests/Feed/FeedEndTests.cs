using Ledger.Postgres.Feed;
using Ledger.Server.Tests.Api;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Ledger.Server.Tests.Feed;

/// <summary>The end of the feed is the feed, read from the other side.</summary>
public sealed class FeedEndTests(ApiHost host) : IClassFixture<ApiHost>
{
    public static TheoryData<string, FeedFilter> Filters => new()
    {
        { "all", FeedFilter.All },
        { "real", new FeedFilter(Simulated: false) },
        { "simulated", new FeedFilter(Simulated: true) },
        { "region", new FeedFilter(Regions: ["巫溪县"]) },
        { "category", new FeedFilter(Categories: ["compulsory"]) },
        { "types", new FeedFilter(Types: ["project_planned", "construction_started"]) },
        { "plan and category", new FeedFilter(Plans: ["wuxi-145"], Categories: ["compulsory", "preschool"], Simulated: false) },
        { "nothing", new FeedFilter(Regions: ["无此区"]) },
    };

    [Theory, MemberData(nameof(Filters))]
    public async Task It_is_what_the_feed_ends_with(string name, FeedFilter filter)
    {
        var feed = host.Services.GetRequiredService<LedgerFeed>();
        var all = (await feed.ReadAsync(0, LedgerFeed.MostEntries, filter)).Entries.Select(entry => entry.Stored.Position).Reverse().ToList();
        if (name is not ("nothing" or "simulated")) all.Count.ShouldBeGreaterThan(2, name);
        foreach (var limit in new[] { 1, 2, 7, LedgerFeed.MostEntries })
        {
            var end = await feed.EndAsync(limit, filter, lookBack: int.MaxValue);
            end.Entries.Select(entry => entry.Stored.Position).ShouldBe(all.Take(limit));
            end.Head.ShouldBe(await feed.HeadAsync());
            end.Cut.ShouldBeFalse();
        }
    }

    [Fact]
    public async Task It_says_where_it_did_not_look_further()
    {
        var (feed, head) = (host.Services.GetRequiredService<LedgerFeed>(), await host.Services.GetRequiredService<LedgerFeed>().HeadAsync());
        (await feed.EndAsync(LedgerFeed.MostEntries, FeedFilter.All, lookBack: 3)).Cut.ShouldBeTrue();
        (await feed.EndAsync(LedgerFeed.MostEntries, FeedFilter.All, lookBack: 3)).Entries.ShouldAllBe(entry => entry.Stored.Position > head - 3);
        (await feed.EndAsync(LedgerFeed.MostEntries, FeedFilter.All, lookBack: (int)head)).Cut.ShouldBeFalse();
        (await feed.EndAsync(1, FeedFilter.All, lookBack: 3)).Cut.ShouldBeFalse("there are as many as were asked for");
    }
}
