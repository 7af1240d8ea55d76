using Ledger.Domain.Accounts;
using Ledger.Domain.Entries;
using Ledger.Domain.Plans;
using Ledger.Domain.Projects;
using Ledger.Postgres.Audit;
using Ledger.Postgres.EventStore;
using Ledger.Server.Tests.Api;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Ledger.Server.Tests.Audit;

/// <summary>Flags that need other entries than those of progress: found by the queries of the audit, on a real log.</summary>
public sealed class ReviewFlagTests(AuditHost host) : IClassFixture<AuditHost>
{
    private const string School = "project-wuxi-145.flagged";

    [Fact]
    public async Task Reviews_are_held_against_what_they_review_and_keys_against_their_owners()
    {
        await host.RecordAsync("key-k1", "user:li", new KeyEvent.KeyIssued
        {
            Owner = "li", Name = "手机", Grants = [], ExpiresOn = new(2099, 1, 1), Effective = World.On(new(2022, 1, 1)),
        });
        var planned = (await host.RecordAsync("project-wuxi-145.reviewed", "key:k1", World.Planned("wuxi-145", "1", "学校", Category.Compulsory, null, null, null)))[0].Position;
        // Written to the log beside the API, which would have refused the first.
        var own = await ReviewAsync(planned, "user:li", Verdict.Confirmed);
        var others = await ReviewAsync(planned, "user:shen", Verdict.Rejected);
        (await FlagsAsync(own)).ShouldBe(["reviewed-within-a-minute", "reviewed-by-same-owner"], ignoreOrder: true);
        (await FlagsAsync(others)).ShouldBe(["reviewed-within-a-minute"]);
        (await host.PositionsAsync("&flag=reviewed-by-same-owner")).ShouldBe([own]);
    }

    [Fact]
    public async Task A_completion_is_answered_for_by_evidence_that_stands()
    {
        var at = await host.RecordAsync(School, "user:zhang.san",
            World.Planned("wuxi-145", "2", "学校", Category.Compulsory, null, null, null), new ProjectEvent.ProjectCompleted { Effective = World.On(new(2023, 6, 1)) });
        var completed = at[1].Position;
        (await CompletedAsync(completed, days: 31)).ShouldBeTrue();
        (await CompletedAsync(completed, days: 29)).ShouldBeFalse();
        var evidence = (await host.RecordAsync(School, "user:zhang.san", Evidence(completed)))[0].Position;
        (await CompletedAsync(completed, days: 31)).ShouldBeFalse();
        (await CompletedAsync(completed, days: 31, known: evidence - 1)).ShouldBeTrue();
        await host.RecordAsync(School, "user:zhang.san", new EntryEvent.EntryVoided { Position = evidence, Reason = "错传", Effective = World.On(new(2023, 7, 1)) });
        (await CompletedAsync(completed, days: 31)).ShouldBeTrue();
        await host.RecordAsync(School, "user:zhang.san", new EntryEvent.EntryVoided { Position = completed, Reason = "误报", Effective = World.On(new(2023, 7, 1)) });
        (await CompletedAsync(completed, days: 31)).ShouldBeFalse();
    }

    // The audit is asked as if the ledger had last recorded something so many days later: nobody waits for it in a test.
    private async Task<bool> CompletedAsync(long position, int days, long? known = null)
    {
        var head = await host.Store.HeadAsync();
        var audit = host.Services.GetRequiredService<LedgerAudit>();
        var page = await audit.PageAsync(
            new AuditRange(position - 1, position, false), new AuditFilter(), new Head(known ?? head.Position, head.RecordedAt!.Value.AddDays(days)), 10);
        return page.Lines.Single().Flags.Contains("completed-without-evidence");
    }

    private async Task<long> ReviewAsync(long position, string actor, Verdict verdict) => (await host.RecordAsync("project-wuxi-145.reviewed", actor, new EntryEvent.EntryReviewed
    {
        Position = position, Verdict = verdict, Reason = "核对", Effective = World.On(new(2022, 7, 1)),
    }))[0].Position;

    private static EntryEvent.EvidenceAttached Evidence(long position) => new()
    {
        Position = position, FileName = "竣工验收.pdf", MediaType = "application/pdf", Size = 10, Sha256 = new string('a', 64), Effective = World.On(new(2023, 6, 2)),
    };

    private async Task<IReadOnlyList<string>> FlagsAsync(long position)
    {
        var items = (await host.GetAsync("?limit=500"))["items"]!.AsArray();
        var flags = items.Single(item => item!["position"]!.GetValue<long>() == position)!["flags"]!.AsArray().Select(flag => flag!.GetValue<string>());
        return [.. flags.Where(flag => flag.StartsWith("reviewed", StringComparison.Ordinal))];
    }
}
