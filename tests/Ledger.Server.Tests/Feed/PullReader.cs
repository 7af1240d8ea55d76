using System.Text.Json.Nodes;

namespace Ledger.Server.Tests.Feed;

/// <summary>A reader that asks for page after page, each of whichever server it finds.</summary>
/// <param name="address">Where the ledger is; asked for every page.</param>
internal sealed class PullReader(Func<Uri> address)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    private readonly List<long> _got = [];

    /// <summary>Positions of the entries that it got, in the order in which they came.</summary>
    public IReadOnlyList<long> Got => _got;

    /// <summary>Reads until it has looked through everything up to a position.</summary>
    /// <param name="until">Asked again and again; 0 while nobody knows.</param>
    /// <param name="ct">Gives up.</param>
    public async Task ReadAsync(Func<long> until, CancellationToken ct)
    {
        using var client = new HttpClient { Timeout = Patience };
        for (var after = 0L; until() is var end && (end == 0 || after < end);)
        {
            try
            {
                using var answer = await client.GetAsync(new Uri(address(), $"/api/v1/feed?after={after}&limit=500"), ct);
                answer.EnsureSuccessStatusCode();
                var page = JsonNode.Parse(await answer.Content.ReadAsStringAsync(ct))!;
                _got.AddRange(page["entries"]!.AsArray().Select(entry => entry!["position"]!.GetValue<long>()));
                after = page["next"]!.GetValue<long>();
                if (after >= page["head"]!.GetValue<long>()) await Task.Delay(100, ct);
            }
            catch (Exception e) when (e is HttpRequestException or IOException or TaskCanceledException && !ct.IsCancellationRequested)
            {
                await Task.Delay(100, ct);
            }
        }
    }
}
