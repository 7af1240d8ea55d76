using System.Net;
using Ledger.Domain.Accounts;
using Ledger.Domain.Projects;
using Ledger.Domain.Time;
using Ledger.Server.Identity;
using Ledger.Server.Tests.Webhooks;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Ledger.Server.Tests.Pages;

/// <summary>Subscriptions by their pages, in a real browser, against an endpoint on Kestrel.</summary>
[Collection(BrowserGroup.Name)]
public sealed class SubscriptionPagesTests(BrowserHost host)
{
    [Fact]
    public async Task One_is_made_tested_paused_resumed_replayed_and_deleted_by_clicking()
    {
        await using var receiver = await Receiver.StartAsync();
        var (plan, project, planned) = await RecordWorld.BeginAsync(host);
        await using var own = await SignInAsync("hooks.maker");
        await own.GoAsync("/subscriptions");
        (await own.TextsAsync("main > p")).ShouldContain("还没有订阅。");
        await FillAsync(own, "测试看板", "https://10.0.0.1/hook", plan);
        await own.Page.CheckAsync("[name=from][value='0']");
        await own.FollowAsync("form.sheet button");
        (await own.TextsAsync("label:has([name=url]) [role=alert]")).ShouldHaveSingleItem().ShouldContain("公网");
        (await own.Page.InputValueAsync("[name=plans]")).ShouldBe(plan, "what was written is still there");
        (await own.Page.IsCheckedAsync("[name=from][value='0']")).ShouldBeTrue();
        (await own.BarriersAsync()).ShouldBeEmpty();

        await own.Page.FillAsync("[name=url]", receiver.Url);
        await own.FollowAsync("form.sheet button");
        var secret = (await own.TextsAsync(".secret")).ShouldHaveSingleItem();
        secret.ShouldStartWith("whsec_");
        await WebhookHost.UntilAsync(() => receiver.Got.Count == 2, "the history of the plan");
        receiver.Got.ShouldAllBe(got => got.IsSignedBy(secret));
        await own.FollowAsync("article a[role=button]");
        (await own.Page.ContentAsync()).ShouldNotContain(secret);
        (await own.TextsAsync("h1")).ShouldBe(["测试看板"]);
        (await own.TextsAsync("#log ~ .scroll tbody td:nth-child(2) a")).ShouldBe([$"{planned}", $"{planned - 1}"]);

        await own.FollowAsync("button:has-text('测试投递')");
        (await own.TextsAsync("[role=status]")).ShouldHaveSingleItem().ShouldContain("测试：已送达 · HTTP 200");
        receiver.Got.Last().Event["type"]!.GetValue<string>().ShouldBe("cn.ledger.webhook_test.v1");

        await own.FollowAsync("button:has-text('暂停')");
        (await own.TextsAsync("dd .mark")).ShouldBe(["已暂停"]);
        await PlaneWorld.AppendAsync(host, project, "user:li", new ProjectEvent.ConstructionStarted { Effective = EffectiveDate.OnDay(new(2022, 1, 1)) });
        await Task.Delay(500);
        receiver.Got.Count.ShouldBe(3, "nothing is sent meanwhile");
        await own.FollowAsync("button:has-text('恢复')");
        await WebhookHost.UntilAsync(() => receiver.Got.Count == 4, "the entry that waited");

        await own.Page.ClickAsync("summary:has-text('重新开始')");
        await own.Page.CheckAsync("details[open] [name=from][value=position]");
        await own.Page.FillAsync("details[open] [name=after]", "99999999");
        await own.FollowAsync("button:has-text('重新开始')");
        (await own.TextsAsync("label:has([name=after]) [role=alert]")).ShouldHaveSingleItem().ShouldContain("位置");
        await own.Page.FillAsync("details[open] [name=after]", $"{planned - 1}");
        await own.FollowAsync("button:has-text('重新开始')");
        await WebhookHost.UntilAsync(() => receiver.Got.Count == 6, "two entries once more");
        receiver.Got.Skip(4).Select(got => got.Id).ShouldBe([receiver.Got.ElementAt(1).Id, receiver.Got.ElementAt(3).Id], "with the same ids");

        await own.Page.ClickAsync("summary:has-text('删除订阅')");
        await own.Page.CheckAsync("[name=sure]");
        await own.FollowAsync("button:text-is('删除')");
        (await own.TextsAsync("[role=status]")).ShouldHaveSingleItem().ShouldContain("已删除");
        own.Complaints.Where(complaint => !complaint.Contains("422", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public async Task It_is_changed_and_its_secret_rotated()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var own = await SignInAsync("hooks.changer");
        var first = await MakeAsync(own, receiver.Url, "no-such-plan");
        var page = own.Page.Url;
        await own.Page.ClickAsync("summary:has-text('修改')");
        await own.Page.FillAsync("[name=regions]", "巫溪县、綦江区");
        await own.Page.ClickAsync("summary:has-text('学段')");
        await own.Page.CheckAsync("[name=categories][value=compulsory]");
        await own.FollowAsync("button:text-is('修改')");
        (await own.TextsAsync(".facts dd")).ShouldContain("区县：巫溪县、綦江区；规划：no-such-plan；学段：义务");
        await own.Page.ClickAsync("summary:has-text('修改')");
        (await own.Page.IsCheckedAsync("[name=categories][value=compulsory]")).ShouldBeTrue();

        await own.Page.ClickAsync("summary:has-text('更换')");
        await own.Page.FillAsync("[name=hours]", "0");
        await own.FollowAsync("button:has-text('生成新密钥')");
        var second = (await own.TextsAsync(".secret")).ShouldHaveSingleItem();
        second.ShouldNotBe(first);
        await own.FollowAsync("article a[role=button]");
        own.Page.Url.Split('?')[0].ShouldBe(page.Split('?')[0]);
        await own.FollowAsync("button:has-text('测试投递')");
        receiver.Got.Last().IsSignedBy(second).ShouldBeTrue();
        receiver.Got.Last().IsSignedBy(first).ShouldBeFalse();
    }

    [Fact]
    public async Task A_form_that_is_sent_twice_makes_one()
    {
        await using var own = await SignInAsync("hooks.twice");
        await own.GoAsync("/subscriptions");
        await FillAsync(own, "两次", "http://127.0.0.1:9/", "no-such-plan");
        await own.FollowAsync("form.sheet button");
        (await own.TextsAsync(".secret")).ShouldHaveSingleItem();
        await own.Page.ReloadAsync(); // which sends it again
        (await own.TextsAsync("h1")).ShouldBe(["两次"]);
        (await own.TextsAsync(".secret")).ShouldBeEmpty();
        await own.GoAsync("/subscriptions");
        (await own.TextsAsync("tbody th")).ShouldBe(["两次"]);
    }

    [Fact]
    public async Task Others_find_nothing_supervisors_read_and_administrators_do_all_but_send_it_elsewhere()
    {
        await using var owner = await SignInAsync("hooks.owner");
        await MakeAsync(owner, "http://127.0.0.1:9/", "no-such-plan");
        var path = new Uri(owner.Page.Url).AbsolutePath;
        await using var other = await SignInAsync("hooks.other");
        await other.GoAsync(path, HttpStatusCode.NotFound);
        await other.GoAsync("/subscriptions");
        (await other.TextsAsync("tbody th")).ShouldBeEmpty();

        await using var supervisor = await host.OpenAsync(Role.Supervisor);
        await supervisor.GoAsync(path);
        (await supervisor.Page.Locator("main form").CountAsync()).ShouldBe(0);
        await supervisor.GoAsync("/subscriptions");
        (await supervisor.TextsAsync("tbody td")).ShouldContain("user:hooks.owner");

        await using var admin = await host.OpenAsync(Role.Administrator);
        await admin.GoAsync(path);
        (await admin.Page.Locator("[value=rotate], [value=change]").CountAsync()).ShouldBe(0);
        await admin.FollowAsync("button:has-text('暂停')");
        (await admin.TextsAsync("dd .mark")).ShouldBe(["已暂停"]);

        // Without a session there is only the way to get one.
        await using var nobody = await host.OpenAsync();
        await nobody.GoAsync(path);
        new Uri(nobody.Page.Url).AbsolutePath.ShouldBe("/sign-in");
    }

    [Fact]
    public async Task Deliveries_are_counted_by_the_hour_and_dead_letters_are_settled_without_script()
    {
        await using var window = await host.OpenAsync(Role.Administrator, new() { JavaScriptEnabled = false });
        await window.GoAsync(SubscriptionWorld.Path);
        await window.Page.ClickAsync("#hours ~ details summary");
        (await window.TextsAsync("#hours ~ details th[scope=col]")).ShouldBe(["小时", "已送达", "对方拒收", "超时未答", "最长滞后"]);
        (await window.Page.Locator("#hours ~ details tbody tr").CountAsync()).ShouldBeInRange(40, 41);
        (await window.TextsAsync("#letters ~ .scroll tbody th")).ShouldBe(SubscriptionWorld.DeadLetters.Select(position => $"{position}"));

        await window.Page.ClickAsync("tr:has(a[href='/entries/5']) summary");
        await window.FollowAsync("tr:has(a[href='/entries/5']) details button");
        (await window.TextsAsync("#letters ~ .scroll tbody th")).ShouldBe(["4", "6"]);
        await window.FollowAsync("tr:has(a[href='/entries/6']) button:has-text('再投')");
        (await window.TextsAsync("tr:has(a[href='/entries/6']) .doings span:not(.hidden)")).ShouldBe(["等待再投"]);
        await window.FollowAsync("button:has-text('全部再投')");
        (await window.TextsAsync(".doings span:not(.hidden)")).ShouldBe(["等待再投", "等待再投"]);
    }

    [Fact]
    public async Task The_chart_is_drawn()
    {
        await using var window = await host.OpenAsync(Role.Supervisor);
        await window.GoAsync(SubscriptionWorld.Path);
        await window.Page.WaitForSelectorAsync("#delivery-hours canvas");
        var chart = await window.Page.EvaluateAsync<string[]>("echarts.getInstanceByDom(document.getElementById('delivery-hours')).getOption().series.map(s => s.name)");
        chart.ShouldBe(["已送达", "对方拒收", "超时未答", "最长滞后"]);
        window.Complaints.ShouldBeEmpty();
    }

    private static async Task FillAsync(Window window, string name, string url, string plan)
    {
        await window.Page.FillAsync("[name=name]", name);
        await window.Page.FillAsync("[name=url]", url);
        await window.Page.FillAsync("[name=plans]", plan);
    }

    // Makes one by the form and goes to its page; answers its secret.
    private static async Task<string> MakeAsync(Window window, string url, string plan)
    {
        await window.GoAsync("/subscriptions");
        await FillAsync(window, "看板", url, plan);
        await window.FollowAsync("form.sheet button");
        var secret = (await window.TextsAsync(".secret")).ShouldHaveSingleItem();
        await window.FollowAsync("article a[role=button]");
        return secret;
    }

    private async Task<Window> SignInAsync(string name)
    {
        (await host.Services.GetRequiredService<AccountManager>().CreateAsync(name, null, [], BrowserHost.Password, "test", default)).ShouldBeNull();
        var window = await host.OpenAsync();
        await host.SignInAsync(window.Page.Context, name);
        return window;
    }
}
