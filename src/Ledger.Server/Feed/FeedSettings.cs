namespace Ledger.Server.Feed;

/// <summary>Settings under <c>Feed</c>; in the environment for example <c>Feed__MostStreams=5000</c>.</summary>
internal sealed class FeedSettings
{
    /// <summary>Readers that wait or follow at once on each server; the next one is answered 503. Default: 2,000.</summary>
    public int MostStreams { get; set; } = 2_000;

    /// <summary>Seconds after which a stream says that it lives, where nothing else is to be said. 1 to 60. Default: 15.</summary>
    public int HeartbeatSeconds { get; set; } = 15;

    /// <summary>Seconds that a reader may take for what it is sent; a stream that takes longer is ended. Default: 30.</summary>
    public int PatienceSeconds { get; set; } = 30;

    /// <summary>Minutes after which a stream ends, to be proven anew, where reading takes a proof. Default: 10.</summary>
    public int ProvenMinutes { get; set; } = 10;

    /// <summary>Reads them.</summary>
    public static FeedSettings Of(IConfiguration configuration) => configuration.GetSection("Feed").Get<FeedSettings>() ?? new FeedSettings();
}
