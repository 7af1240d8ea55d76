using System.ComponentModel;
using Ledger.Server.Identity;
using Ledger.Server.Web;

namespace Ledger.Server.Feed;

/// <summary><c>GET /schemas</c> and <c>GET /schemas/{type}/{version}</c></summary>
internal static class ShowSchema
{
    public const string ContentType = "application/schema+json";

    private static readonly Parameter Type = new("type", ParameterKind.Text, "Kind of entry, as stored.") { InPath = true, Required = true, Example = "construction_started" };

    private static readonly Parameter Version = new("version", ParameterKind.Text, "Version of the schema.") { InPath = true, Required = true, Example = "v1", MaxLength = 8 };

    private static readonly Operation All = new(
        "listSchemas", "Feed", "事件格式一览 · The kinds of events", "Every kind of event with its type in the feed and the address of its latest schema.");

    private static readonly Operation One = new(
        "showSchema", "Feed", "事件格式 · The schema of a kind of event",
        "JSON Schema (draft 2020-12) of the `data` of events of one kind. A version never changes; older versions stay.", Type, Version);

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapRead<SchemaListing>("/schemas", All, (EventSchemas schemas) => new SchemaListing(
            [.. schemas.Latest.Select(pair => new SchemaItem(pair.Key, schemas.TypeOf(pair.Key), pair.Value, EventSchemas.PathOf(pair.Key, pair.Value)))]));
        app.MapGet("/schemas/{type}/{version}", Handle)
            .WithName(One.Id)
            .WithTags(One.Tag)
            .WithSummary(One.Summary)
            .WithDescription(One.Description)
            .WithMetadata(One)
            .Produces<object>(StatusCodes.Status200OK, ContentType)
            .Produces<Problem>(StatusCodes.Status400BadRequest, Problems.ContentType)
            .Produces<Problem>(StatusCodes.Status404NotFound, Problems.ContentType);
    }

    private static IResult Handle(ApiRequest request, HttpContext context, IdentitySettings identity)
    {
        if (request.Refused()) return request.Stop!;
        var (type, version) = (request.Values.Text(Type)!, request.Values.Text(Version)!);
        if (EventSchemas.Open(type, version) is not { } schema) return Problems.UnknownId("schema", $"{type}/{version}").Answer();
        context.Response.Headers.CacheControl = identity.PublicRead ? "public, max-age=31536000, immutable" : "private, max-age=31536000, immutable";
        return Results.Stream(schema, ContentType);
    }
}

/// <summary>One kind of event.</summary>
[Description("A kind of event.")]
internal sealed record SchemaItem(
    [property: Description("Kind of entry, as stored: what the filter `type` takes.")] string Name,
    [property: Description("The `type` of its CloudEvents.")] string Type,
    [property: Description("Latest version of its schema.")] int Version,
    [property: Description("Where the schema is.")] string Schema);

/// <summary>Every kind of event.</summary>
[Description("Every kind of event, in order of name.")]
internal sealed record SchemaListing(
    [property: Description("The kinds.")] IReadOnlyList<SchemaItem> Items);
