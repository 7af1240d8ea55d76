using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Ledger.Server.Tests.Commands.EndToEnd;
using Shouldly;
using Xunit;

namespace Ledger.Server.Tests.Feed;

/// <summary>
/// Writers write and readers come and go while the server and its PostgreSQL are killed: every reader ends with every entry, once
/// and in order. <c>LEDGER_SOAK=1</c> does it with 10,000 entries by 32 writers and 200 readers.
/// </summary>
public sealed class OutageTests
{
    private static readonly bool Soak = Environment.GetEnvironmentVariable("LEDGER_SOAK") == "1";
    private static readonly int Entries = Soak ? 10_000 : 400;
    private static readonly int Writers = Soak ? 32 : 8;
    private static readonly int Readers = Soak ? 200 : 16;
    private static readonly int Kills = Soak ? 8 : 2;

    private readonly Uri _address = new($"http://127.0.0.1:{FreePort()}");
    private int _left = Entries;

    [Fact]
    public async Task Every_reader_ends_with_every_entry_once_in_order()
    {
        using var over = new CancellationTokenSource(TimeSpan.FromMinutes(Soak ? 20 : 3));
        using var data = DataFolder.New();
        var ledger = Start(data);
        try
        {
            await ledger.ReadyAsync();
            var key = await IssueAsync(data);
            var writers = Enumerable.Range(0, Writers).Select(n => WriteAsync(key, n, over.Token)).ToList();
            var writing = Task.WhenAll(writers);
            var end = 0L;
            var readers = Enumerable.Range(0, Readers).Select(n => new Reader(() => _address, QueryOf(n), n)).ToList();
            var reading = Task.WhenAll(readers.Select(reader => Task.Run(() => reader.ReadAsync(() => Interlocked.Read(ref end), over.Token), over.Token)));
            ledger = await KillNowAndThenAsync(ledger, data, writers, over.Token);
            var written = (await writing).SelectMany(positions => positions).Order().ToList();
            Interlocked.Exchange(ref end, (await ledger.GetAsync("/health/ready")).GetProperty("position").GetInt64());
            await reading;
            await HoldAsync(ledger, readers, written);
        }
        finally
        {
            ledger.Dispose();
        }
    }

    private static async Task HoldAsync(LedgerProcess ledger, List<Reader> readers, List<long> written)
    {
        written.Count.ShouldBe(Entries);
        written.Distinct().Count().ShouldBe(Entries, "a repeat after an outage is the first answer again");
        var byQuery = new Dictionary<string, List<long>>();
        for (var n = 0; n < readers.Count; n++)
        {
            var query = QueryOf(n);
            if (!byQuery.TryGetValue(query, out var wanted)) byQuery[query] = wanted = await PullAsync(ledger, query);
            readers[n].Got.ShouldBe(wanted, $"reader {n}, {readers[n].Visits} visits");
        }

        byQuery[QueryOf(0)].Intersect(written).Count().ShouldBe(Entries, "everything acknowledged is in the feed");
        readers.Sum(reader => reader.Visits).ShouldBeGreaterThan(readers.Count);
    }

    // Most want everything; some only what one plan's projects report.
    private static string QueryOf(int reader) => reader % 4 == 3 ? "plan=wuxi-145&type=progress_reported" : "";

    private async Task<LedgerProcess> KillNowAndThenAsync(LedgerProcess ledger, DataFolder data, IReadOnlyList<Task> writers, CancellationToken ct)
    {
        for (var kill = 0; kill < Kills; kill++)
        {
            while (Volatile.Read(ref _left) > Entries - (kill + 1) * Entries / (Kills + 1))
            {
                if (writers.FirstOrDefault(one => one.IsFaulted) is { } failed) await failed;
                await Task.Delay(20, ct);
            }

            if (kill % 2 == 0)
            {
                data.KillPostgres();
                continue;
            }

            await ledger.KillAsync();
            ledger.Dispose();
            ledger = Start(data);
            await ledger.ReadyAsync();
        }

        return ledger;
    }

    private LedgerProcess Start(DataFolder data) => LedgerProcess.Start(data.Path, "serve", "--urls", _address.ToString());

    private static async Task<string> IssueAsync(DataFolder data)
    {
        (await LedgerProcess.RunAsync(data.Path, "users", "add", "soak", "--display", "Soak", "--grant", "recorder@*")).ExitCode.ShouldBe(0);
        var (exitCode, said) = await LedgerProcess.RunAsync(data.Path, "keys", "issue", "--owner", "soak", "--name", "soak", "--json");
        exitCode.ShouldBe(0, said);
        return JsonNode.Parse(said[said.IndexOf('{', StringComparison.Ordinal)..(said.LastIndexOf('}') + 1)])!["key"]!.GetValue<string>();
    }

    private async Task<List<long>> WriteAsync(string key, int writer, CancellationToken ct)
    {
        using var ledger = new Insistence(() => _address, key, TimeSpan.FromSeconds(15));
        var positions = new List<long>();
        var project = string.Create(CultureInfo.InvariantCulture, $"soak-{writer}");
        if (Interlocked.Decrement(ref _left) >= 0) positions.Add(await ledger.PostAsync("/api/v1/projects", SoakBodies.Planned(project), project, ct));
        for (var n = 0; Interlocked.Decrement(ref _left) >= 0; n++)
            positions.Add(await ledger.PostAsync($"/api/v1/projects/wuxi-145.{project}/entries", SoakBodies.Progress(n), $"{project}-{n}", ct));
        return positions;
    }

    private static async Task<List<long>> PullAsync(LedgerProcess ledger, string query)
    {
        var positions = new List<long>();
        for (var after = 0L; ;)
        {
            var page = await ledger.GetAsync($"/api/v1/feed?after={after}&limit=1000&{query}");
            positions.AddRange(page.GetProperty("entries").EnumerateArray().Select(entry => entry.GetProperty("position").GetInt64()));
            after = page.GetProperty("next").GetInt64();
            if (after >= page.GetProperty("head").GetInt64()) return positions;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
