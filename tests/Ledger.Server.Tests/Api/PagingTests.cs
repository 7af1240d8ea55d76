using System.Net;
using Ledger.Domain.Plans;
using Ledger.Domain.Projects;
using Shouldly;
using Xunit;

namespace Ledger.Server.Tests.Api;

public sealed class PagingTests(ApiHost host) : IClassFixture<ApiHost>
{
    [Fact]
    public async Task Pages_of_one_listing_fit_together_while_others_append()
    {
        var whole = await host.GetAsync("/api/v1/projects?committed=false");
        var seen = new List<string>();
        var page = await host.GetAsync("/api/v1/projects?committed=false&limit=1");
        for (var n = 0; ; n++)
        {
            page["position"]!.GetValue<long>().ShouldBe(whole["position"]!.GetValue<long>());
            page["total"]!.GetValue<long>().ShouldBe(whole["total"]!.GetValue<long>());
            page["knownAt"]!.GetValue<string>().ShouldBe(whole["knownAt"]!.GetValue<string>());
            seen.AddRange(page["items"]!.AsArray().Select(item => item!.ToJsonString()));
            if (page["next"]?.GetValue<string>() is not { } next) break;
            await host.RecordAsync($"project-wuxi-145.later-{n}", "填报员乙",
                World.Planned("wuxi-145", "9", "后补项目", Category.Support, Nature.New, false, null));
            await host.RecordAsync($"project-{World.Kindergarten}", "填报员乙", new ProjectEvent.ProjectRenamed { Name = $"更名{n}", Effective = World.On(new(2023, 1, 1)) });
            page = await host.GetAsync("/api/v1/projects?committed=false&limit=1&cursor=" + next);
        }

        seen.ShouldBe(whole["items"]!.AsArray().Select(item => item!.ToJsonString()));
    }

    [Fact]
    public async Task A_cursor_that_was_tampered_with_is_refused()
    {
        var next = (await host.GetAsync("/api/v1/projects?limit=1"))["next"]!.GetValue<string>();
        next.ShouldMatch("^[A-Za-z0-9_-]+$");
        for (var i = 0; i < next.Length; i++)
        {
            var tampered = next[..i] + (next[i] == 'A' ? 'B' : 'A') + next[(i + 1)..];
            var (status, problem) = await host.AskAsync("/api/v1/projects?limit=1&cursor=" + tampered);
            (status, problem["parameter"]!.GetValue<string>()).ShouldBe((HttpStatusCode.BadRequest, "cursor"));
        }

        foreach (var other in new[] { next[..^1], next + "A", next + "=", "." + next })
            (await host.AskAsync("/api/v1/projects?limit=1&cursor=" + other)).Status.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("/api/v1/projects?plan=wuxi-145")]
    [InlineData("/api/v1/projects?asOf=2024-01-01")]
    [InlineData("/api/v1/projects?knownAt=5")]
    [InlineData("/api/v1/indicators?limit=1")]
    [InlineData("/api/v1/plans?limit=1")]
    [InlineData("/api/v1/projects/wuxi-145.baima-primary/entries?limit=1")]
    public async Task A_cursor_belongs_to_one_listing(string path)
    {
        var next = (await host.GetAsync("/api/v1/projects?limit=1"))["next"]!.GetValue<string>();
        var (status, problem) = await host.AskAsync($"{path}&cursor={next}");
        (status, problem["parameter"]!.GetValue<string>()).ShouldBe((HttpStatusCode.BadRequest, "cursor"));
    }

    [Fact]
    public async Task A_later_page_may_repeat_the_times_of_the_first_or_leave_them_out()
    {
        const string times = "asOf=2024-01-01&knownAt=2199-01-01T00:00:00Z";
        var next = (await host.GetAsync($"/api/v1/projects?limit=1&{times}"))["next"]!.GetValue<string>();
        var with = await host.GetAsync($"/api/v1/projects?limit=1&{times}&cursor={next}");
        var without = await host.GetAsync($"/api/v1/projects?limit=1&cursor={next}");
        with.ToJsonString().ShouldBe(without.ToJsonString());
        with["asOf"]!.GetValue<string>().ShouldBe("2024-01-01");
    }
}
