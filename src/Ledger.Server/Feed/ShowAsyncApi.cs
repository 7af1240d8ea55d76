using System.Text;
using System.Text.Json;
using Ledger.Server.Web;

namespace Ledger.Server.Feed;

/// <summary><c>GET /asyncapi/v1.json</c></summary>
internal static class ShowAsyncApi
{
    private static readonly JsonSerializerOptions Indented = new(WebJson.Options) { WriteIndented = true, NewLine = "\n" };

    /// <summary>Maps it, beside the description of the API in OpenAPI.</summary>
    public static void Map(IEndpointRouteBuilder app)
    {
        var document = new Lazy<byte[]>(() => Encoding.UTF8.GetBytes(
            AsyncApiDocument.Make(app.ServiceProvider.GetRequiredService<EventSchemas>()).ToJsonString(Indented) + "\n"));
        app.MapGet("/asyncapi/v1.json", () => Results.Bytes(document.Value, "application/json; charset=utf-8")).ExcludeFromDescription();
    }
}
