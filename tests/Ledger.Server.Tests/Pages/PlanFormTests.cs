using System.Net;
using Ledger.Domain.Accounts;
using Ledger.Domain.Entries;
using Ledger.Postgres.EventStore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Ledger.Server.Tests.Pages;

/// <summary>Closing periods and recording evaluations through the pages, in a real browser.</summary>
[Collection(BrowserGroup.Name)]
public sealed class PlanFormTests(BrowserHost host)
{
    [Theory, InlineData(true), InlineData(false)]
    public async Task A_period_is_closed_and_what_comes_late_is_marked_until_it_is_opened_again(bool script)
    {
        var (plan, id, _) = await RecordWorld.BeginAsync(host);
        await using var reviewer = await host.OpenAsync(Role.Reviewer, new() { JavaScriptEnabled = script });
        await reviewer.GoAsync($"/plans/{plan}");
        await reviewer.FollowAsync("main nav.links a:text-is('关账')");
        (await reviewer.TextsAsync("#earlier")).ShouldBe(["已有的时期关账（0）"]);
        await reviewer.Page.FillAsync("[name=period]", "2022-Q2");
        await reviewer.Page.FillAsync("[name=reason]", "季度报表已上报");
        await reviewer.FollowAsync("button:text-is('预览')");
        (await reviewer.TextsAsync("#preview .changes > li")).Single().ShouldContain("2022-Q2：— → 已关账");
        await SendAsync(reviewer);
        new Uri(reviewer.Page.Url).AbsolutePath.ShouldBe($"/plans/{plan}/periods");
        (await reviewer.TextsAsync("[role=status]")).Single().ShouldContain("已写入台账");
        (await reviewer.TextsAsync("[aria-labelledby=earlier] tbody tr")).Single().ShouldMatch(@"(?s)2022-Q2.*user:tester\.reviewer.*季度报表已上报", "who, when and why");
        var closing = (await PlanAsync(plan))[^1].Position;

        await using var recorder = await host.OpenAsync(Role.Recorder, new() { JavaScriptEnabled = script });
        await ReportAsync(recorder, id, "2022-06");
        (await recorder.TextsAsync("#x-reason")).Single().ShouldBe($"这一时期已经关账，迟报必须写明理由。（2022-Q2，见第 {closing} 条）");
        await recorder.Page.FillAsync("[name=reason]", "月报漏报");
        await SendAsync(recorder);
        var late = (await RecordWorld.StoredAsync(host, id))[^1];
        (await recorder.TextsAsync($"#e{late.Position} .late")).ShouldBe([$"迟报 所涉时期已关账：第{closing}条"]);
        await recorder.GoAsync($"/entries/{late.Position}");
        await recorder.FollowAsync(".late a");
        (await recorder.TextsAsync("h1")).ShouldBe([$"第 {closing} 条记录：时期关账"]);
        (await recorder.Page.Locator("main a:text-is('作废')").CountAsync()).ShouldBe(0);

        await reviewer.GoAsync($"/entries/{closing}");
        await reviewer.FollowAsync("main a:text-is('作废')");
        await reviewer.Page.FillAsync("[name=reason]", "补报");
        await SendAsync(reviewer);
        (await reviewer.TextsAsync("[aria-labelledby=earlier] tbody tr")).Single().ShouldContain("已作废");
        await ReportAsync(recorder, id, "2022-05");
        EntryHeaders.Of((await RecordWorld.StoredAsync(host, id))[^1]).Late.ShouldBeNull();
        reviewer.Complaints.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("2022-06-18", "请填写一个月、一个季度或一年：2022-06、2022-Q2 或 2022。")]
    [InlineData("2098", "这一时期还没有结束，结束之后才能关账。（到 2098-12-31 为止）")]
    [InlineData("2020-Q4", "这一时期早于规划期，没有要填报的内容。（规划期自 2021-01-01 起）")]
    [InlineData("去年", "请写成 2022-06-18、2022-06、2022-Q2 或 2022。")]
    [InlineData("", "必填。")]
    public async Task A_period_that_cannot_be_closed_is_refused_beside_its_field(string period, string why)
    {
        var (plan, _, _) = await RecordWorld.BeginAsync(host);
        await using var window = await host.OpenAsync(Role.Reviewer);
        await window.GoAsync($"/plans/{plan}/periods");
        await window.Page.FillAsync("[name=period]", period);
        await SendAsync(window);
        (await window.TextsAsync("#x-period")).ShouldBe([why]);
        (await window.Page.InputValueAsync("[name=period]")).ShouldBe(period);
        (await PlanAsync(plan)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_period_is_closed_once()
    {
        var (plan, _, _) = await RecordWorld.BeginAsync(host);
        await using var window = await host.OpenAsync(Role.Reviewer);
        foreach (var period in new[] { "2022", "2022-06" })
        {
            await window.GoAsync($"/plans/{plan}/periods?lang=en");
            await window.Page.FillAsync("[name=period]", period);
            await SendAsync(window);
        }

        (await window.TextsAsync("#x-period")).ShouldBe(["'2022-06' is closed already, by the closing of 2022."]);
        (await PlanAsync(plan)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task An_evaluation_names_its_report_and_stands_in_the_list()
    {
        var (plan, _, _) = await RecordWorld.BeginAsync(host);
        await using var window = await host.OpenAsync(Role.Reviewer);
        await window.GoAsync($"/plans/{plan}/indicators");
        await window.FollowAsync("main nav.links a:text-is('评估发布')");
        await window.Page.FillAsync("[name=effectiveOn]", "2022-02-20");
        await window.Page.SelectOptionAsync("[name=kind]", "annual");
        await window.Page.FillAsync("[name=through]", "2022");
        await SendAsync(window);
        (await window.TextsAsync("[id='x-source.document']")).ShouldBe(["评估是一份报告，请写明文件。"]);
        await window.Page.FillAsync("[name='source.document']", "2021年度评估报告");
        await SendAsync(window);
        (await window.TextsAsync("#x-through")).Single().ShouldStartWith("报告印发时，所评的时期还没有结束");
        await window.Page.FillAsync("[name=through]", "2021");
        await window.FollowAsync("button:text-is('预览')");
        (await window.TextsAsync("#preview .changes > li")).Single().ShouldContain("年度评估 2021：— → 已发布");
        await SendAsync(window);
        (await window.TextsAsync("[aria-labelledby=earlier] tbody tr")).Single().ShouldMatch(@"(?s)年度评估 2021.*2022-02-20.*user:tester\.reviewer.*2021年度评估报告");
        (await PlanAsync(plan))[^1].Type.ShouldBe("evaluation_issued");

        await window.GoAsync($"/plans/{plan}/evaluations");
        await window.Page.FillAsync("[name=effectiveOn]", "2022-03-20");
        await window.Page.SelectOptionAsync("[name=kind]", "annual");
        await window.Page.FillAsync("[name=through]", "2021");
        await window.Page.FillAsync("[name='source.document']", "另一份");
        await SendAsync(window);
        (await window.TextsAsync("#x-through")).ShouldBe(["这份评估已经记录；如有误，请先作废。"]);
    }

    [Fact]
    public async Task Only_who_may_do_it_finds_the_way_there()
    {
        var (plan, _, _) = await RecordWorld.BeginAsync(host);
        await using var anybody = await host.OpenAsync();
        await anybody.GoAsync($"/plans/{plan}");
        (await anybody.Page.Locator("main nav.links a").CountAsync()).ShouldBe(0);
        await using var recorder = await host.OpenAsync(Role.Recorder);
        await recorder.GoAsync($"/plans/{plan}");
        (await recorder.TextsAsync("main nav.links a")).ShouldBe(["项目列入规划", "设立指标"]);
        (await recorder.BarriersAsync()).ShouldBeEmpty();
        await using var foreign = await host.OpenAsync(Role.Reviewer, region: "綦江区");
        await foreign.GoAsync($"/plans/{plan}");
        (await foreign.Page.Locator("main nav.links a").CountAsync()).ShouldBe(0);
        await foreign.GoAsync($"/plans/{plan}/periods", HttpStatusCode.Forbidden);
        await recorder.GoAsync($"/plans/{plan}/evaluations", HttpStatusCode.Forbidden);
    }

    private static async Task ReportAsync(Window window, string id, string on)
    {
        await window.GoAsync($"/projects/{id}/record?type=progress_reported");
        await window.Page.FillAsync("[name=effectiveOn]", on);
        await window.Page.FillAsync("[name=percent]", "30");
        await SendAsync(window);
    }

    private static Task SendAsync(Window window) => window.FollowAsync(".actions button");

    private async Task<IReadOnlyList<StoredEntry>> PlanAsync(string plan) => await host.Services.GetRequiredService<EventStore>().ReadStreamAsync($"plan-{plan}");
}
