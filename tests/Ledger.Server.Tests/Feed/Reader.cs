using System.Text.Json.Nodes;
using Shouldly;

namespace Ledger.Server.Tests.Feed;

/// <summary>A reader of the stream that comes and goes, and keeps what it was told.</summary>
/// <param name="address">Where the ledger is; it may move.</param>
/// <param name="query">Its filter.</param>
/// <param name="seed">Decides when it goes.</param>
internal sealed class Reader(Func<Uri> address, string query, int seed)
{
    private readonly Random _random = new(seed);
    private readonly List<long> _got = [];
    private long _told;

    /// <summary>Positions of the entries that it got, in the order in which they came.</summary>
    public IReadOnlyList<long> Got => _got;

    /// <summary>How often it came.</summary>
    public int Visits { get; private set; }

    /// <summary>Reads until it has been told everything up to a position.</summary>
    /// <param name="until">Asked again and again; 0 while nobody knows.</param>
    /// <param name="ct">Gives up.</param>
    public async Task ReadAsync(Func<long> until, CancellationToken ct)
    {
        while (until() is var end && (end == 0 || _told < end))
        {
            ct.ThrowIfCancellationRequested();
            Visits++;
            try
            {
                using var visit = CancellationTokenSource.CreateLinkedTokenSource(ct);
                visit.CancelAfter(_random.Next(200, 6_000));
                await VisitAsync(until, visit.Token);
            }
            catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException && !ct.IsCancellationRequested)
            {
                await Task.Delay(_random.Next(10, 300), ct);
            }
        }
    }

    private async Task VisitAsync(Func<long> until, CancellationToken ct)
    {
        using var client = new HttpClient { BaseAddress = address(), Timeout = Timeout.InfiniteTimeSpan };
        await foreach (var (type, _, data) in EventStream.ReadAsync(client, query, $"{_told}", ct))
        {
            if (type == "skipped") Skip(data);
            if (type == "entry") Take(data);
            if (until() is > 0 and var end && _told >= end) return;
        }
    }

    private void Skip(JsonNode data)
    {
        data["from"]!.GetValue<long>().ShouldBe(_told + 1);
        _told = data["to"]!.GetValue<long>();
    }

    private void Take(JsonNode data)
    {
        data["previous"]!.GetValue<long>().ShouldBe(_told, "nothing was lost and nothing came twice");
        _told = data["position"]!.GetValue<long>();
        _got.Add(_told);
    }
}
