using Ledger.Domain.Accounts;
using Ledger.Domain.Entries;
using Ledger.Domain.Projects;
using Ledger.Domain.Time;
using Shouldly;
using Xunit;

namespace Ledger.Server.Tests.Pages;

/// <summary>The reviewer's queue.</summary>
[Collection(BrowserGroup.Name)]
public sealed class ReviewPageTests(BrowserHost host)
{
    [Fact]
    public async Task What_waits_is_gone_through_by_keyboard_alone()
    {
        var (plan, id, planned) = await RecordWorld.BeginAsync(host);
        var started = (await PlaneWorld.AppendAsync(host, id, "user:li", new ProjectEvent.ConstructionStarted { Effective = EffectiveDate.OnDay(new(2022, 6, 18)), Reason = "开工令" }))[0];
        await using var window = await host.OpenAsync(Role.Reviewer);
        await window.GoAsync($"/review?plan={plan}");
        (await window.TextsAsync("#queue h2")).ShouldBe(["测试小学新建工程：列入规划", "测试小学新建工程：开工"]);
        (await window.TextsAsync($"#e{started}"))[0].ShouldContain("项目进展：规划 → 在建");
        await PressAsync(window, "j", "j", "k");
        (await window.Page.EvaluateAsync<string>("document.activeElement.id")).ShouldBe($"e{planned}");
        await window.FollowAsync(() => window.Page.Keyboard.PressAsync("c"));
        (await window.TextsAsync("#queue h2")).ShouldBe(["测试小学新建工程：开工"]);
        (await window.Page.EvaluateAsync<string>("document.activeElement.id")).ShouldBe($"e{started}", "the queue goes on");
        await PressAsync(window, "r");
        await window.Page.Keyboard.TypeAsync("日期与开工令不符 c");
        await window.FollowAsync(() => window.Page.Keyboard.PressAsync("Enter"));
        (await window.TextsAsync("#queue h2")).ShouldBeEmpty();
        (await VerdictsAsync(id)).ShouldBe([(planned, Verdict.Confirmed, null), (started, Verdict.Rejected, "日期与开工令不符 c")]);
        window.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task Without_script_it_goes_by_buttons_and_a_rejection_needs_a_reason()
    {
        var (plan, id, planned) = await RecordWorld.BeginAsync(host);
        await using var window = await host.OpenAsync(Role.Reviewer, new() { JavaScriptEnabled = false });
        await window.GoAsync($"/review?plan={plan}");
        await window.FollowAsync(".reject button");
        (await window.TextsAsync($"#e{planned} [role=alert]")).Single().ShouldStartWith("请说明理由");
        (await VerdictsAsync(id)).ShouldBeEmpty();
        await window.FollowAsync(".confirm button");
        (await VerdictsAsync(id)).ShouldBe([(planned, Verdict.Confirmed, null)]);
    }

    [Fact]
    public async Task Neither_ones_own_nor_what_was_settled_nor_other_regions_wait()
    {
        var (plan, id, planned) = await RecordWorld.BeginAsync(host);
        var positions = await PlaneWorld.AppendAsync(
            host, id, "user:li", Approved(new(2021, 5, 1)), new ProjectEvent.ConstructionStarted { Effective = EffectiveDate.OnDay(new(2022, 6, 18)) });
        await PlaneWorld.AppendAsync(host, id, "user:tester.reviewer", new ProjectEvent.FacilityBuilt { Effective = EffectiveDate.OnDay(new(2023, 1, 1)) });
        await PlaneWorld.AppendAsync(host, id, "user:shen", new EntryEvent.EntryReviewed { Position = planned, Verdict = Verdict.Rejected, Reason = "x", Effective = EffectiveDate.OnDay(new(2023, 2, 1)) });
        await PlaneWorld.AppendAsync(host, id, "user:li", new EntryEvent.EntryVoided { Position = positions[0], Reason = "x", Effective = EffectiveDate.OnDay(new(2023, 2, 1)) });
        await using var window = await host.OpenAsync(Role.Reviewer);
        await window.GoAsync($"/review?plan={plan}");
        (await window.TextsAsync("#queue h2")).ShouldBe(["测试小学新建工程：开工", "测试小学新建工程：作废"]);
        await using var foreign = await host.OpenAsync(Role.Reviewer, region: "綦江区");
        await foreign.GoAsync($"/review?plan={plan}");
        (await foreign.TextsAsync("#queue h2")).ShouldBeEmpty();
    }

    private static ProjectEvent.ProjectApproved Approved(DateOnly day) => new() { Effective = EffectiveDate.OnDay(day) };

    private static async Task PressAsync(Window window, params string[] keys)
    {
        foreach (var key in keys) await window.Page.Keyboard.PressAsync(key);
    }

    private async Task<IReadOnlyList<(long Position, Verdict Verdict, string? Reason)>> VerdictsAsync(string id) =>
    [
        .. from entry in await RecordWorld.StoredAsync(host, id)
           let review = LedgerJson.Read(entry.Type, entry.Data.Span) as EntryEvent.EntryReviewed
           where review is not null
           select (review.Position, review.Verdict, review.Reason),
    ];
}
