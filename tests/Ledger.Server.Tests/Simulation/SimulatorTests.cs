using System.Text;
using Ledger.Domain.Accounts;
using Ledger.Domain.Audit;
using Ledger.Domain.Entries;
using Ledger.Domain.Plans;
using Ledger.Domain.Simulations;
using Ledger.Domain.Time;
using Ledger.Postgres.Audit;
using Ledger.Postgres.EventStore;
using Ledger.Postgres.ReadModels;
using Ledger.Server.Simulation;
using Ledger.Server.Tests.Commands;
using Ledger.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;
using Xunit;

namespace Ledger.Server.Tests.Simulation;

/// <summary>A simulation in a ledger: whole however often it was interrupted, marked throughout, and as sound as anything else there.</summary>
public sealed class SimulatorTests : IAsyncLifetime
{
    private static readonly DateOnly End = new(2024, 6, 30);
    private readonly TestDatabase _database = new();
    private EventStore _store = null!;

    public async Task InitializeAsync()
    {
        await _database.InitializeAsync();
        _store = new EventStore(_database.Ledger, NullLogger<EventStore>.Instance);
    }

    public async Task DisposeAsync()
    {
        await _store.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task Interrupted_begun_anew_extended_and_run_by_two_at_once_it_writes_what_it_writes_in_one_go()
    {
        foreach (var until in new[] { new DateOnly(2021, 12, 31), End })
        {
            foreach (var sittings in new[] { 1, 4, 11 }) await BreakOffAfterAsync(sittings, until);
            await Task.WhenAll(RunAsync(until), RunAsync(until));
        }

        var course = Course.Of(5, End);
        var positions = course.Index().ToDictionary(pair => pair.Item, pair => (long)pair.Index + 1);
        (await LogAsync()).Select(Told).ShouldBe(course.Select(entry =>
            $"{entry.At:O} {entry.Clerk.Actor} {entry.Stream} {Canonical(entry.About is { } about ? entry.Located(positions[about]) : entry.Event)}"));
        var again = await RunAsync(End);
        (again.Entries.Count, again.LastPosition).ShouldBe((0, null));
        (await RunAsync(new DateOnly(2022, 5, 1))).LastPosition.ShouldBeNull("an earlier end takes nothing away");
    }

    [Fact]
    public async Task Every_flag_has_a_bearer_reviewers_and_recorders_keep_apart_and_the_doctor_finds_nothing()
    {
        (await CommandRun.OnAsync(_database, "simulate", "--lang", "en")).ShouldEndWith(0).Out.ShouldContain("sim-1 (simulated): 48 projects, 40 indicators");
        var end = await _store.HeadAsync();
        var head = end.Position;
        var borne = new List<string>();
        await foreach (var line in new LedgerAudit(_database.Ledger).ReadAsync(new AuditRange(0, head, NewestFirst: false), new AuditFilter(Simulated: true), end))
        {
            borne.AddRange(line.Flags);
            Simulated.IsActor(line.Stored.Actor).ShouldBeTrue();
            EntryHeaders.Of(line.Stored).SimulatedAt.ShouldNotBeNull();
        }

        // Nobody in the simulated district closes a period, evaluates, or reviews at once; reviewing one's own is refused.
        AuditFlags.Names.Except(borne).ShouldBe(
            ["in-closed-period", "reviewed-within-a-minute", "reviewed-by-same-owner", "figure-changed-after-evaluation"], ignoreOrder: true);
        borne.Count.ShouldBeLessThan((int)head / 5, "a flag that everything bears says nothing");
        await ShouldHoldTheirRolesAsync();
        (await CommandRun.OnAsync(_database, "doctor", "--full")).ShouldEndWith(0);
    }

    [Fact]
    public async Task Another_course_under_the_same_seed_is_told_and_nothing_is_written()
    {
        var document = new PlanDocument("sim-5", "旧版本的模拟", null, "模拟", "模拟", null, null, new(2021, 1, 1), new(2025, 12, 31), []);
        var published = new PlanEvent.PlanPublished { Document = document, Effective = EffectiveDate.OnDay(Course.Published) };
        await _store.AppendAsync(new AppendRequest(
            [new StreamAppend("plan-sim-5", "plan", ExpectedVersion.None, [new NewEntry(EventTypes.NameOf(published), LedgerJson.Write(published))])], Simulated.Actor));
        (await Should.ThrowAsync<InvalidOperationException>(() => RunAsync(End))).Message.ShouldContain("--seed");
        (await _store.HeadAsync()).Position.ShouldBe(1);
    }

    [Fact]
    public async Task The_command_refuses_what_can_not_be_and_repeats_nothing()
    {
        (await CommandRun.OnAsync(_database, "simulate", "--until", "2999-01-01")).ShouldEndWith(2).Error.ShouldContain("--until");
        (await CommandRun.OnAsync(_database, "simulate", "--until", "2020-12-31")).ShouldEndWith(2);
        (await CommandRun.OnAsync(_database, "simulate", "--seed", "0")).ShouldEndWith(2).Error.ShouldContain("--seed");
        (await CommandRun.OnAsync(_database, "simulate", "--seed", "seven")).ShouldEndWith(2);
        var first = (await CommandRun.OnAsync(_database, "simulate", "--until", "2021-12-31", "--json")).ShouldEndWith(0).Json;
        first.GetProperty("firstPosition").GetInt64().ShouldBe(1);
        first.GetProperty("flags").EnumerateObject().Count().ShouldBe(AuditFlags.Names.Count);
        var again = (await CommandRun.OnAsync(_database, "simulate", "--until", "2021-12-31", "--lang", "en")).ShouldEndWith(0);
        again.Out.ShouldContain("nothing is added");
        (await CommandRun.OnAsync(_database, "simulate", "--seed", "2", "--until", "2021-12-31")).ShouldEndWith(0).Out.ShouldContain("sim-2");
        (await CommandRun.OnAsync(_database, "projects", "--json")).ShouldEndWith(0).Json.GetProperty("total").GetInt32().ShouldBe(0);
        (await CommandRun.OnAsync(_database, "projects", "--plan", "sim-2", "--lang", "en")).ShouldEndWith(0).Out.ShouldContain("made up");
        (await CommandRun.OnAsync(_database, "history", "sim-2.third-high-new", "--lang", "en")).ShouldEndWith(0).Out.ShouldContain("simulated 2021-03-30");
    }

    private async Task ShouldHoldTheirRolesAsync()
    {
        var reviewed = EventTypes.All.Single(type => type.Value == typeof(EntryEvent.EntryReviewed)).Key;
        var log = await LogAsync();
        foreach (var group in log.Where(entry => entry.Actor != Simulated.Actor).GroupBy(entry => entry.Actor!))
        {
            var account = Fold.State<Account>(log.Where(entry => entry.Stream == $"account-{group.Key["user:".Length..]}").Select(entry => entry.ToRecorded()), DateOnly.MaxValue)
                .ShouldBeOfType<Account.Active>();
            account.Credential.ShouldBeNull();
            account.Grants.ShouldHaveSingleItem().ShouldBe(new Grant(group.All(entry => entry.Type == reviewed) ? Role.Reviewer : Role.Recorder, Office.Region));
            group.Select(entry => entry.Type == reviewed).Distinct().Count().ShouldBe(1);
        }
    }

    private async Task BreakOffAfterAsync(int sittings, DateOnly until)
    {
        using var stop = new CancellationTokenSource();
        await Should.ThrowAsync<OperationCanceledException>(() => new Simulator(_store, _database.Ledger).RunAsync(5, until, new BreakOff(sittings, stop), stop.Token));
    }

    private Task<SimulationReport> RunAsync(DateOnly until) => new Simulator(_store, _database.Ledger).RunAsync(5, until);

    private async Task<List<StoredEntry>> LogAsync()
    {
        var log = new List<StoredEntry>();
        await foreach (var entry in _store.ReadAllAsync(0)) log.Add(entry);
        return log;
    }

    private static string Told(StoredEntry entry) =>
        $"{EntryHeaders.Of(entry).SimulatedAt:O} {entry.Actor} {entry.Stream} {Canonical(LedgerJson.Read(entry.Type, entry.Data.Span))}";

    private static string Canonical(LedgerEvent fact) => $"{EventTypes.NameOf(fact)} {Encoding.UTF8.GetString(LedgerJson.Write(fact))}";

    private sealed class BreakOff(int after, CancellationTokenSource stop) : IProgress<(int Done, int Total)>
    {
        private int _reports;

        public void Report((int Done, int Total) value)
        {
            if (++_reports == after) stop.Cancel();
        }
    }
}
