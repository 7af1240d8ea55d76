using Ledger.Postgres.Feed;

namespace Ledger.Server.Feed;

/// <summary>The feed on the web. Composition only.</summary>
internal static class FeedEndpoints
{
    public static void AddFeed(this WebApplicationBuilder builder) => builder.Services
        .AddSingleton(FeedSettings.Of(builder.Configuration))
        .AddSingleton<LedgerFeed>()
        .AddSingleton<FeedTail>()
        .AddSingleton<FeedReader>()
        .AddSingleton<FeedSeats>()
        .AddSingleton<PublicAddress>()
        .AddSingleton<EventSchemas>()
        .AddSingleton<CloudEvents>();

    public static void MapFeed(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/api/v1");
        ReadFeed.Map(api);
        StreamFeed.Map(api);
        ShowSchema.Map(app);
        ShowAsyncApi.Map(app);
    }
}
