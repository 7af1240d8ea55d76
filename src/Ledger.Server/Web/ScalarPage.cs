using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Encodings.Web;

namespace Ledger.Server.Web;

/// <summary>
/// <c>GET /scalar</c>: the reference of the API, drawn by the npm package <c>@scalar/api-reference</c> from our own server. It works
/// without the internet and calls nobody: no fonts, no proxy, no telemetry, no assistant.
/// </summary>
internal static class ScalarPage
{
    private static readonly string Configuration = new JsonObject
    {
        ["url"] = "/openapi/v1.json",
        ["withDefaultFonts"] = false,
        ["telemetry"] = false,
        ["proxyUrl"] = "",
        ["hideClientButton"] = true,
        ["showDeveloperTools"] = "never",
        ["agent"] = new JsonObject { ["disabled"] = true },
        ["mcp"] = new JsonObject { ["disabled"] = true },
        ["defaultOpenAllTags"] = true,
        ["documentDownloadType"] = "direct",
        ["metaData"] = new JsonObject { ["title"] = "台账接口 · Ledger API" },
    }.ToJsonString(new JsonSerializerOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    private static readonly string Page = $$"""
        <!doctype html>
        <html lang="zh-Hans">
        <head>
          <meta charset="utf-8">
          <meta name="viewport" content="width=device-width, initial-scale=1">
          <title>台账接口 · Ledger API</title>
        </head>
        <body>
          <noscript><p>本页需要 JavaScript；接口说明另见 <a href="/openapi/v1.json">/openapi/v1.json</a>。
          This page needs JavaScript; the description itself is at <a href="/openapi/v1.json">/openapi/v1.json</a>.</p></noscript>
          <script id="api-reference" data-configuration="{{HtmlEncoder.Default.Encode(Configuration)}}"></script>
          <script src="/lib/scalar/standalone.js"></script>
        </body>
        </html>
        """;

    public static void MapScalarPage(this IEndpointRouteBuilder app) => app.MapGet("/scalar", static (HttpContext context) =>
    {
        context.Response.Headers.ContentSecurityPolicy = SecurityHeaders.ReferencePolicy;
        context.Response.Headers.CacheControl = "no-cache";
        return Results.Content(Page, "text/html; charset=utf-8");
    }).ExcludeFromDescription();
}
