using System.Net;
using Ledger.Domain.Accounts;
using Ledger.Domain.Projects;
using Ledger.Domain.Time;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Ledger.Server.Tests.Pages;

/// <summary>Recording through the pages, in a real browser.</summary>
[Collection(BrowserGroup.Name)]
public sealed class RecordPageTests(BrowserHost host)
{
    private static readonly BrowserNewContextOptions Plain = new() { JavaScriptEnabled = false };

    [Theory, InlineData(true), InlineData(false)]
    public async Task A_fact_is_chosen_typed_and_recorded(bool script)
    {
        var (_, id, _) = await RecordWorld.BeginAsync(host);
        await using var window = await host.OpenAsync(Role.Recorder, new() { JavaScriptEnabled = script });
        await window.GoAsync($"/projects/{id}/record");
        (await window.TextsAsync(".choices a")).ShouldContain("开工");
        (await window.TextsAsync(".choices a")).ShouldNotContain("复工");
        (await window.TextsAsync(".others a")).ShouldContain("复工");
        await window.FollowAsync(".choices a:text-is('开工')");
        await window.Page.FillAsync("[name=effectiveOn]", "２０２２-06-18");
        await window.Page.FillAsync("[name=reason]", "开工令");
        await window.Page.ClickAsync("summary");
        await window.Page.FillAsync("[name='source.document']", "渝教建〔2022〕7号");
        await SendAsync(window);
        window.Page.Url.ShouldContain($"/projects/{id}?recorded=");
        (await window.TextsAsync("[role=status]"))[0].ShouldContain("已写入台账");
        var stored = (await RecordWorld.StoredAsync(host, id))[^1];
        (stored.Type, stored.Actor).ShouldBe(("construction_started", "user:tester.recorder"));
        System.Text.Encoding.UTF8.GetString(stored.Data.Span).ShouldContain("渝教建〔2022〕7号");
        window.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_refusal_stands_beside_its_field_and_nothing_typed_is_lost()
    {
        var (_, id, _) = await RecordWorld.BeginAsync(host);
        await using var window = await host.OpenAsync(Role.Recorder, Plain);
        await window.GoAsync($"/projects/{id}/record?type=progress_reported");
        await window.Page.FillAsync("[name=effectiveOn]", "2022-06");
        await window.Page.FillAsync("[name=percent]", "130");
        await window.Page.FillAsync("[name=reason]", "监理月报");
        await SendAsync(window);
        (await window.TextsAsync("#x-percent")).ShouldBe(["形象进度在 0 到 100 之间。"]);
        (await window.Page.GetAttributeAsync("[name=percent]", "aria-invalid")).ShouldBe("true");
        (await window.Page.InputValueAsync("[name=reason]")).ShouldBe("监理月报");
        (await window.Page.InputValueAsync("[name=percent]")).ShouldBe("130");
        await window.Page.FillAsync("[name=percent]", "一半");
        await window.Page.FillAsync("[name=effectiveOn]", "");
        await SendAsync(window);
        (await window.TextsAsync(".fault")).ShouldBe(["必填。", "请填写数字。"]);
        (await RecordWorld.StoredAsync(host, id)).Count.ShouldBe(1);
        await window.GoAsync(new Uri(window.Page.Url).PathAndQuery + "&lang=en");
        await window.Page.FillAsync("[name=effectiveOn]", "2020");
        await window.Page.FillAsync("[name=percent]", "50");
        await SendAsync(window);
        (await window.TextsAsync("#x-effectiveOn"))[0].ShouldStartWith("No plan names the project on that day.");
    }

    [Fact]
    public async Task The_preview_is_what_then_happens()
    {
        var (_, id, _) = await RecordWorld.BeginAsync(host);
        await PlaneWorld.AppendAsync(host, id, "user:li", new ProjectEvent.FacilityBuilt { Effective = EffectiveDate.OnDay(new(2023, 5, 20)) });
        await using var window = await host.OpenAsync(Role.Recorder, Plain);
        await window.GoAsync($"/projects/{id}/record?type=construction_started");
        await window.Page.FillAsync("[name=effectiveOn]", "2021-09");
        await window.FollowAsync("button:has-text('预览')");
        (await RecordWorld.StoredAsync(host, id)).Count.ShouldBe(2);
        (await window.TextsAsync("#stretches tbody td, #stretches tbody th")).ShouldBe(["规划", "2021-01-31", "2021-09-29", "在建", "2021-09-30", "2023-05-19", "建成", "2023-05-20", "今后"]);
        (await window.TextsAsync(".changes > li"))[0].ShouldStartWith("2021-09-30 至 2023-05-19");
        (await window.Page.Locator("svg.stretches rect").CountAsync()).ShouldBe(5);
        await SendAsync(window);
        foreach (var (day, stage) in new[] { ("2021-09-29", "规划"), ("2021-09-30", "在建"), ("2023-05-19", "在建"), ("2023-05-20", "建成") })
        {
            await window.GoAsync($"/projects/{id}?asOf={day}");
            (await window.TextsAsync(".lead .stage")).ShouldBe([stage], day);
        }
    }

    [Fact]
    public async Task With_script_the_preview_follows_what_is_typed()
    {
        var (_, id, _) = await RecordWorld.BeginAsync(host);
        await using var window = await host.OpenAsync(Role.Recorder);
        await window.GoAsync($"/projects/{id}/record?type=construction_started");
        await window.Page.FillAsync("[name=effectiveOn]", "2022-06-18");
        await window.Page.WaitForSelectorAsync("#stretches .s-under-construction");
        await window.Page.FillAsync("[name=effectiveOn]", "2019");
        await Assertions.Expect(window.Page.Locator("#preview")).ToContainTextAsync("该日项目还没有列入规划");
        (await window.Page.InputValueAsync("[name=effectiveOn]")).ShouldBe("2019");
        window.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_others_recorded_meanwhile_is_told_and_the_second_time_it_goes_through()
    {
        var (_, id, _) = await RecordWorld.BeginAsync(host);
        await using var window = await host.OpenAsync(Role.Recorder, Plain);
        await window.GoAsync($"/projects/{id}/record?type=project_renamed");
        await window.Page.FillAsync("[name=effectiveOn]", "2022-06-18");
        await window.Page.FillAsync("[name=name]", "第二小学");
        await PlaneWorld.AppendAsync(host, id, "user:wang", new ProjectEvent.ProjectApproved { Effective = EffectiveDate.OnDay(new(2021, 5, 1)) });
        await SendAsync(window);
        (await window.TextsAsync("#since li")).Single().ShouldContain("user:wang");
        (await window.Page.InputValueAsync("[name=name]")).ShouldBe("第二小学");
        (await RecordWorld.StoredAsync(host, id)).Count.ShouldBe(2);
        await SendAsync(window);
        (await RecordWorld.StoredAsync(host, id)).Count.ShouldBe(3);
    }

    [Fact]
    public async Task Sent_twice_it_is_recorded_once()
    {
        var (_, id, _) = await RecordWorld.BeginAsync(host);
        await using var window = await host.OpenAsync(Role.Recorder);
        await window.GoAsync($"/projects/{id}/record?type=project_approved");
        await window.Page.FillAsync("[name=effectiveOn]", "2021-05-01");
        var ends = await window.Page.EvaluateAsync<string[]>(
            """
            async () => {
              const body = new URLSearchParams(new FormData(document.getElementById('entry')));
              const send = async () => (await fetch(location.href, { method: 'POST', body })).url;
              return [await send(), await send()];
            }
            """);
        ends[0].ShouldContain("recorded=");
        ends[1].ShouldBe(ends[0]);
        (await RecordWorld.StoredAsync(host, id)).Count.ShouldBe(2);
    }

    /// <summary>Who goes back to a form that was recorded finds the same form: it says so, records the same once, and what differs only when told to.</summary>
    [Theory, InlineData(true), InlineData(false)]
    public async Task Gone_back_to_and_sent_again_it_is_recorded_once(bool script)
    {
        var (_, id, _) = await RecordWorld.BeginAsync(host);
        await using var window = await host.OpenAsync(Role.Recorder, new() { JavaScriptEnabled = script });
        await window.GoAsync($"/projects/{id}/record?type=progress_reported");
        var form = window.Page.Url;
        await FillAsync("30");
        await SendAsync(window);
        var recorded = window.Page.Url;
        recorded.ShouldContain("recorded=");

        await window.FollowAsync(() => window.Page.GoBackAsync());
        window.Page.Url.ShouldBe(form);
        await FillAsync("30");
        await SendAsync(window);
        window.Page.Url.ShouldBe(recorded);
        (await RecordWorld.StoredAsync(host, id)).Count.ShouldBe(2);

        await window.FollowAsync(() => window.Page.GotoAsync(form));
        (await window.TextsAsync("#recorded")).Single().ShouldContain("已经写入台账");
        await FillAsync("40");
        await SendAsync(window);
        (await window.TextsAsync("#faults")).Single().ShouldContain("不同，没有写入");
        (await window.Page.InputValueAsync("[name=percent]")).ShouldBe("40");
        (await RecordWorld.StoredAsync(host, id)).Count.ShouldBe(2);
        await SendAsync(window);
        (await RecordWorld.StoredAsync(host, id)).Count.ShouldBe(3);

        async Task FillAsync(string percent)
        {
            await window.Page.FillAsync("[name=effectiveOn]", "2022-06-18");
            await window.Page.FillAsync("[name=percent]", percent);
        }
    }

    /// <summary>What is refused or only looked at uses no form up: corrected and sent, it is recorded, and once.</summary>
    [Fact]
    public async Task A_form_that_was_refused_and_looked_at_is_still_the_same_form()
    {
        var (_, id, _) = await RecordWorld.BeginAsync(host);
        await using var window = await host.OpenAsync(Role.Recorder, Plain);
        await window.GoAsync($"/projects/{id}/record?type=progress_reported");
        var key = await window.Page.InputValueAsync("[name=__key]");
        await window.Page.FillAsync("[name=effectiveOn]", "2022-06-18");
        await window.Page.FillAsync("[name=percent]", "130");
        await SendAsync(window);
        await window.Page.FillAsync("[name=percent]", "30");
        await window.FollowAsync("button:has-text('预览')");
        (await window.Page.InputValueAsync("[name=__key]")).ShouldBe(key);
        await SendAsync(window);
        await window.GoAsync($"/projects/{id}/record?type=progress_reported&form={key}");
        await window.Page.FillAsync("[name=effectiveOn]", "2022-06-18");
        await window.Page.FillAsync("[name=percent]", "30");
        await SendAsync(window);
        (await RecordWorld.StoredAsync(host, id)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task An_entry_is_corrected_in_its_own_form_and_then_voided()
    {
        var (_, id, planned) = await RecordWorld.BeginAsync(host);
        await using var window = await host.OpenAsync(Role.Recorder, Plain);
        await window.GoAsync($"/entries/{planned}/correct");
        (await window.Page.InputValueAsync("[name='replacement.name']")).ShouldBe("测试小学新建工程");
        (await window.Page.InputValueAsync("[name='replacement.scope.sites']")).ShouldBe("测试镇");
        (await window.Page.InputValueAsync("[name='replacement.schedule.committed']")).ShouldBe("true");
        await window.Page.FillAsync("[name='replacement.name']", "测试小学迁建工程");
        await SendAsync(window);
        (await window.TextsAsync("#x-reason")).Single().ShouldContain("请说明理由");
        await window.Page.FillAsync("[name=reason]", "名称写错");
        await SendAsync(window);
        (await window.TextsAsync("h1"))[0].ShouldContain("测试小学迁建工程");
        var corrected = (await RecordWorld.StoredAsync(host, id))[^1];
        corrected.Type.ShouldBe("entry_corrected");
        await window.GoAsync($"/entries/{corrected.Position}/void");
        await window.Page.FillAsync("[name=reason]", "不该有这个项目");
        await window.FollowAsync("button:has-text('预览')");
        (await window.TextsAsync("#preview .changes"))[0].ShouldContain("规划");
        await SendAsync(window);
        (await RecordWorld.StoredAsync(host, id))[^1].Type.ShouldBe("entry_voided");
    }

    [Fact]
    public async Task A_plan_gets_a_project_and_an_indicator_with_a_target()
    {
        var (plan, _, _) = await RecordWorld.BeginAsync(host);
        await using var window = await host.OpenAsync(Role.Recorder, Plain);
        await window.GoAsync($"/plans/{plan}/projects/new");
        await window.Page.FillAsync("[name=effectiveOn]", "2021");
        await window.Page.FillAsync("[name=id]", "second");
        await window.Page.FillAsync("[name=name]", "第二幼儿园");
        await window.Page.SelectOptionAsync("[name='scope.category']", "preschool");
        await window.Page.FillAsync("[name='scope.sites']", "甲镇\n乙镇\n");
        await window.Page.FillAsync("[name='scope.scale.places']", "360");
        await SendAsync(window);
        window.Page.Url.ShouldContain($"/projects/{plan}.second?recorded=");
        await window.GoAsync($"/plans/{plan}/indicators/new");
        await window.Page.FillAsync("[name=effectiveOn]", "2021");
        await window.Page.FillAsync("[name=id]", "rate");
        await window.Page.FillAsync("[name='definition.name']", "毛入园率");
        await window.Page.FillAsync("[name='definition.unit']", "%");
        await window.Page.SelectOptionAsync("[name='definition.category']", "preschool");
        await SendAsync(window);
        window.Page.Url.ShouldContain($"/indicators/{plan}.rate?recorded=");
        await window.GoAsync($"/indicators/{plan}.rate/record?type=target_set");
        await window.Page.FillAsync("[name=effectiveOn]", "2021-12-31");
        await window.Page.FillAsync("[name='figure.period']", "2025");
        await window.Page.SelectOptionAsync("[name='figure.comparator']", "≥");
        await window.Page.FillAsync("[name='figure.value']", "92.5");
        await window.FollowAsync("button:has-text('预览')");
        (await window.TextsAsync("#preview .changes"))[0].ShouldContain("目标 2025：— → ≥ 92.5%");
        await SendAsync(window);
        (await window.TextsAsync("main table"))[0].ShouldContain("≥ 92.5%");
    }

    [Fact]
    public async Task It_takes_a_recorder_of_the_region_and_the_pages_own_form()
    {
        var (plan, id, planned) = await RecordWorld.BeginAsync(host);
        string[] pages = [$"/projects/{id}/record?type=project_approved", $"/plans/{plan}/projects/new", $"/entries/{planned}/void", $"/entries/{planned}/evidence"];
        await using var foreign = await host.OpenAsync(Role.Recorder, region: "綦江区");
        foreach (var page in pages)
        {
            await foreign.GoAsync(page, HttpStatusCode.Forbidden);
            (await foreign.TextsAsync("h1")).ShouldBe(["没有权限"], page);
        }

        await using var recorder = await host.OpenAsync(Role.Recorder);
        await recorder.GoAsync("/review", HttpStatusCode.Forbidden);
        (await recorder.TextsAsync("nav[aria-label=主导航] a")).ShouldBe(["概览", "动态", "对比", "填报", "订阅"]);
        await recorder.GoAsync(pages[0]);
        await recorder.Page.FillAsync("[name=effectiveOn]", "2021-05-01");
        await recorder.Page.EvaluateAsync("document.querySelector('#entry [name=__token]').value = 'forged'");
        await SendAsync(recorder);
        (await recorder.TextsAsync("h1")).ShouldBe(["页面已过期，请重新提交"]);
        (await RecordWorld.StoredAsync(host, id)).Count.ShouldBe(1);
    }

    private static Task SendAsync(Window window) => window.FollowAsync(".actions button");
}
