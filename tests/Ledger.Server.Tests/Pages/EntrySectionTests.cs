using Ledger.Domain.Accounts;
using Ledger.Domain.Entries;
using Ledger.Domain.Indicators;
using Ledger.Domain.Time;
using Shouldly;
using Xunit;

namespace Ledger.Server.Tests.Pages;

/// <summary>The entries about one thing, on the pages of projects and of indicators alike.</summary>
[Collection(BrowserGroup.Name)]
public sealed class EntrySectionTests(BrowserHost host)
{
    [Fact]
    public async Task An_indicator_says_of_each_entry_what_a_project_does()
    {
        await using var window = await host.OpenAsync(options: new() { JavaScriptEnabled = false });
        await window.GoAsync("/indicators/wuxi-145.gross-enrolment-senior-high");
        var rows = await window.TextsAsync("table.entries tbody tr");
        var target = rows.First(row => row.Contains("2025 目标", StringComparison.Ordinal));
        target.ShouldContain("98.5%");
        target.ShouldContain("system:import");
        target.ShouldContain("巫溪县教育事业发展“十四五”规划");
        target.ShouldContain("高中阶段毛入学率（%） 95.3 96.1 ＞98.5");
        target.ShouldContain("已确认");
        (await window.Page.Locator("table.entries th a").First.GetAttributeAsync("href"))!.ShouldMatch("^/entries/\\d+$");
        (await window.Page.Locator("table.entries .doing").CountAsync()).ShouldBe(0, "nobody signed in");
        await window.FollowAsync("table.entries .then a");
        window.Page.Url.ShouldMatch("asOf=\\d{4}-\\d\\d-\\d\\d&knownAt=\\d+$");
        (await window.Page.Locator("table.entries tbody tr").CountAsync()).ShouldBe(1, "one entry was known then");
    }

    [Fact]
    public async Task A_voided_entry_of_an_indicator_says_by_which_and_why()
    {
        var (plan, _, _) = await RecordWorld.BeginAsync(host);
        var stream = $"indicator-{plan}.rate";
        var day = EffectiveDate.OnDay(new DateOnly(2022, 1, 31));
        var positions = await PlaneWorld.AppendToAsync(host, stream, "user:li",
            new IndicatorEvent.IndicatorDefined { Effective = day, Definition = new IndicatorDefinition(plan, "测试率", Domain.Plans.Category.Compulsory, "%", null, null, null, null) },
            new IndicatorEvent.ValueReported { Effective = day, Figure = new Figure(ReducedDate.OfYear(2021), Comparator.Equal, 91.5m, "91.5", "%", null) });
        var voided = await PlaneWorld.AppendToAsync(host, stream, "user:li", new EntryEvent.EntryVoided { Position = positions[1], Reason = "不是这个指标", Effective = day });
        await using var window = await host.OpenAsync();
        await window.GoAsync($"/indicators/{plan}.rate");
        (await window.Page.InnerTextAsync($"#e{positions[1]}")).ShouldContain($"已被 第{voided[0]}条作废：不是这个指标");
        (await window.Page.InnerTextAsync($"#e{positions[1]}")).ShouldContain("2021 实际：— →2021 91.5%");
        (await window.Page.InnerTextAsync($"#e{voided[0]}")).ShouldContain("2021 实际：2021 91.5% →—");
        await window.GoAsync($"/indicators/{plan}.rate?knownAt={positions[1]}");
        (await window.TextsAsync("#entries ~ .note")).Single().ShouldStartWith("此后又记录了 1 条");
    }

    [Fact]
    public async Task Who_may_write_about_it_finds_the_way_at_each_entry()
    {
        var (_, id, planned) = await RecordWorld.BeginAsync(host);
        var later = await PlaneWorld.AppendAsync(host, id, "user:li", new EntryEvent.EvidenceAttached
        {
            Position = planned, FileName = "批复.pdf", MediaType = "application/pdf", Size = 20, Sha256 = new string('b', 64), Effective = EffectiveDate.OnDay(new(2022, 6, 2)),
        });
        var voided = await PlaneWorld.AppendAsync(host, id, "user:li", new EntryEvent.EntryVoided { Position = later[0], Reason = "传错了", Effective = EffectiveDate.OnDay(new(2022, 6, 3)) });
        await using var recorder = await host.OpenAsync(Role.Recorder);
        await recorder.GoAsync($"/projects/{id}");
        (await Hrefs(recorder, planned)).ShouldBe([$"/entries/{planned}/correct", $"/entries/{planned}/void", $"/entries/{planned}/evidence"]);
        (await Hrefs(recorder, later[0])).ShouldBeEmpty("it counts no more");
        (await Hrefs(recorder, voided[0])).ShouldBe([$"/entries/{voided[0]}/evidence"], "a voiding can't be voided");
        foreach (var address in await Hrefs(recorder, planned)) await recorder.GoAsync(address);
        await recorder.GoAsync($"/projects/{id}?asOf=2022-12-31");
        (await Hrefs(recorder, planned)).ShouldBeEmpty("the past is looked at, not written");

        await using var foreigner = await host.OpenAsync(Role.Recorder, region: "别处");
        await foreigner.GoAsync($"/projects/{id}");
        (await Hrefs(foreigner, planned)).ShouldBeEmpty("another region's");
        (await foreigner.Page.Locator("a[href$='/record']").CountAsync()).ShouldBe(1, "only the way to the start of recording");
    }

    [Fact]
    public async Task A_past_day_says_what_was_believed_when_it_ended()
    {
        await using var window = await host.OpenAsync();
        await window.GoAsync("/projects/wuxi-145.baima-primary?asOf=2023-06-30");
        (await window.TextsAsync("#then dd")).Single().ShouldContain("到 2023-06-30 当天结束时，台账里还没有这个项目");
        await window.GoAsync("/projects/wuxi-145.baima-primary?asOf=2099-12-31");
        (await window.Page.Locator("#then").CountAsync()).ShouldBe(0, "nothing was recorded since");
    }

    private static async Task<IReadOnlyList<string>> Hrefs(Window window, long position)
    {
        var links = window.Page.Locator($"#e{position} .doing a");
        return await links.EvaluateAllAsync<string[]>("links => links.map(link => link.getAttribute('href'))");
    }
}
