using System.Collections.Concurrent;
using System.Globalization;
using Ledger.Domain.Entries;
using Ledger.Domain.Plans;
using Ledger.Domain.Projects;
using Ledger.Domain.Time;
using Ledger.Postgres.EventStore;
using Ledger.Server.Tests.Api;
using Ledger.Server.Tests.Feed;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;

namespace Ledger.Server.Tests.Servers;

/// <summary>Writers over HTTP, to whichever server runs, and writers to stores of their own; each writes the lives of projects of its own, one after the other, until told to end.</summary>
internal sealed class Load(ThreeServers servers, string key)
{
    /// <summary>The plan of the one writer whose entries are delivered: it writes to a store of its own and so waits for no server.</summary>
    public const string Told = "told";

    // A long life of a project: the next one begins then, however long the load lasts.
    private const int EntriesOfLife = 150;

    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentDictionary<string, List<long>> _acknowledged = new(StringComparer.Ordinal);
    private readonly List<Task> _writers = [];

    /// <summary>What was acknowledged, in order, by stream.</summary>
    public IReadOnlyDictionary<string, List<long>> Acknowledged => _acknowledged;

    /// <summary>Begins to write.</summary>
    public void Begin(int overHttp, int direct, CancellationToken ct)
    {
        for (var n = 0; n < overHttp; n++) _writers.Add(WriteOverHttpAsync($"soak-{n}", ct));
        for (var n = 0; n < direct; n++) _writers.Add(WriteAsync(n, ct));
    }

    /// <summary>Fails with the first writer that failed.</summary>
    public async Task CheckAsync()
    {
        if (_writers.FirstOrDefault(one => one.IsFaulted) is { } failed) await failed;
    }

    /// <summary>Ends after what is under way.</summary>
    public async Task EndAsync()
    {
        await _end.CancelAsync();
        await Task.WhenAll(_writers);
    }

    private async Task WriteOverHttpAsync(string writer, CancellationToken ct)
    {
        using var ledger = new Insistence(servers.Any, key, TimeSpan.FromSeconds(4));
        for (var life = 0; !_end.IsCancellationRequested; life++)
        {
            var project = string.Create(CultureInfo.InvariantCulture, $"{writer}-{life}");
            var positions = _acknowledged[$"project-wuxi-145.{project}"] = [];
            positions.Add(await ledger.PostAsync("/api/v1/projects", SoakBodies.Planned(project), project, ct));
            for (var n = 0; n < EntriesOfLife && !_end.IsCancellationRequested; n++)
            {
                positions.Add(await ledger.PostAsync($"/api/v1/projects/wuxi-145.{project}/entries", SoakBodies.Progress(n), $"{project}-{n}", ct));
                await PauseAsync(60);
            }
        }
    }

    // Not every store has a server around it: a program may append by itself.
    private async Task WriteAsync(int writer, CancellationToken ct)
    {
        await using var store = new EventStore(servers.Database, NullLogger<EventStore>.Instance);
        var plan = writer == 0 ? Told : "direct";
        for (var life = 0; !_end.IsCancellationRequested; life++)
        {
            var stream = string.Create(CultureInfo.InvariantCulture, $"project-{plan}.p{writer}-{life}");
            var positions = _acknowledged[stream] = [];
            while (positions.Count < EntriesOfLife && !_end.IsCancellationRequested)
            {
                LedgerEvent fact = positions.Count == 0
                    ? World.Planned(plan, "1", "白马小学", Category.Compulsory, null, null, null)
                    : new ProjectEvent.ProgressReported { Percent = positions.Count % 100, Effective = EffectiveDate.OnDay(DayOf(positions.Count)) };
                var result = await store.AppendAsync(new AppendRequest(
                    [new StreamAppend(stream, Project.StreamType, ExpectedVersion.Exactly(positions.Count), [new NewEntry(EventTypes.NameOf(fact), LedgerJson.Write(fact))])], "test"), ct);
                positions.Add(result.ShouldBeOfType<AppendResult.Appended>().Entries.Single().Position);
                await PauseAsync(60);
            }
        }
    }

    // A day every fourth entry, and one in ten is back-dated by a week.
    private static DateOnly DayOf(int nth) => new DateOnly(2023, 1, 1).AddDays(nth / 4 - (nth % 10 == 0 ? 7 : 0));

    private static Task PauseAsync(int most) => Task.Delay(Random.Shared.Next(most), CancellationToken.None);
}
