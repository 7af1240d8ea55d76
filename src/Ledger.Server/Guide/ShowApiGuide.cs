using Ledger.Server.Pages;
using Ledger.Server.Web;

namespace Ledger.Server.Guide;

/// <summary><c>GET /api-guide</c>: one example of the API for each task.</summary>
internal static class ShowApiGuide
{
    public const string Path = "/api-guide";

    private static readonly Operation Operation = new("apiGuide", "Pages", "", "");

    public static void Map(IEndpointRouteBuilder app) => app.MapPage(Path, Operation, (ApiRequest request, HttpContext context) =>
        request.Refused() ? request.Stop! : context.Page<ApiGuidePage, ApiGuideModel>(null, new ApiGuideModel($"{context.Request.Scheme}://{context.Request.Host}")));
}

/// <summary>What the guide shows.</summary>
/// <param name="Server">The address of this server, as its reader knows it.</param>
internal sealed record ApiGuideModel(string Server);
