using System.ComponentModel;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using Ledger.Server.Web;

namespace Ledger.Server.Feed;

/// <summary>The description of the feed: AsyncAPI 3, made from the declarations and types that serve it.</summary>
internal static class AsyncApiDocument
{
    private const string Stream = "feedStream";
    private const string Webhook = "webhook";

    /// <summary>Makes it.</summary>
    /// <param name="schemas">The versions of events.</param>
    public static JsonObject Make(EventSchemas schemas) => new()
    {
        ["asyncapi"] = "3.0.0",
        ["info"] = new JsonObject
        {
            ["title"] = "Ledger feed",
            ["version"] = "1",
            ["description"] = "工程进度台账 · Every entry about plans, projects, indicators and findings, once and in order, as CloudEvents 1.0. An event's `previous` is the position that the reader had before it: a reader that has another has lost something. GET /api/v1/feed gives the same page by page (OpenAPI: /openapi/v1.json).",
        },
        ["defaultContentType"] = CloudEvents.ContentType,
        ["channels"] = new JsonObject
        {
            [Stream] = Channel("/api/v1/feed/stream", "Server-sent events", "The name of an event is the name of its message, `entry` for all CloudEvents.", [.. FeedTypes.All, .. Signals]),
            [Webhook] = Channel(null, "Webhooks", "One CloudEvent in each POST to the address that a subscriber registered, signed by Standard Webhooks, in order, at least once.", FeedTypes.All),
        },
        ["operations"] = new JsonObject
        {
            ["followFeed"] = Operation(Stream, "Follow the feed", "GET", [FeedParameters.After, .. FeedParameters.Filters]),
            ["deliver"] = Operation(Webhook, "Deliver to a subscriber", "POST", []),
        },
        ["components"] = new JsonObject
        {
            ["messages"] = new JsonObject(FeedTypes.All.Select(name => KeyValuePair.Create(name, (JsonNode?)Message(name, schemas))).Concat(SignalMessages())),
            ["schemas"] = new JsonObject([KeyValuePair.Create("CloudEvent", (JsonNode?)Envelope()), .. FeedTypes.All.Select(name => KeyValuePair.Create(name, (JsonNode?)Payload(name, schemas)))]),
        },
    };

    private static readonly string[] Signals = ["skipped", "head", "end"];

    private static JsonObject Channel(string? address, string title, string description, IEnumerable<string> messages) => new()
    {
        ["address"] = address,
        ["title"] = title,
        ["description"] = description,
        ["messages"] = new JsonObject(messages.Select(name => KeyValuePair.Create(name, (JsonNode?)Reference($"#/components/messages/{name}")))),
    };

    private static JsonObject Operation(string channel, string title, string method, IReadOnlyList<Parameter> query)
    {
        var http = new JsonObject { ["method"] = method, ["bindingVersion"] = "0.3.0" };
        if (query.Count > 0)
        {
            http["query"] = new JsonObject
            {
                ["type"] = "object",
                ["properties"] = new JsonObject(query.Select(parameter => KeyValuePair.Create(parameter.Name, (JsonNode?)new JsonObject
                {
                    ["type"] = parameter.Kind == ParameterKind.Flag ? "boolean" : "string", ["description"] = parameter.Description,
                }))),
            };
        }

        return new JsonObject
        {
            ["action"] = "send", ["title"] = title, ["channel"] = Reference($"#/channels/{channel}"), ["bindings"] = new JsonObject { ["http"] = http },
        };
    }

    private static JsonObject Message(string name, EventSchemas schemas) => new()
    {
        ["name"] = schemas.TypeOf(name),
        ["title"] = name,
        ["summary"] = EventSchemas.Read(name, schemas.VersionOf(name))["description"]!.DeepClone(),
        ["contentType"] = CloudEvents.ContentType,
        ["payload"] = new JsonObject
        {
            ["allOf"] = new JsonArray(Reference("#/components/schemas/CloudEvent"), new JsonObject
            {
                ["type"] = "object",
                ["properties"] = new JsonObject
                {
                    ["type"] = new JsonObject { ["const"] = schemas.TypeOf(name) }, ["data"] = Reference($"#/components/schemas/{name}"),
                },
            }),
        },
    };

    private static IEnumerable<KeyValuePair<string, JsonNode?>> SignalMessages()
    {
        yield return Signal("skipped", "Positions that are not for this reader.", ("from", "integer", "The first one."), ("to", "integer", "The last one."));
        yield return Signal("head", "The stream lives.", ("position", "integer", "The position up to which this reader has been told everything."), ("head", "integer", "The last position of the ledger."));
        yield return Signal("end", "The server ends the stream; the reader comes again with Last-Event-ID.",
            ("reason", "string", "come-again: the server stops, or wants the proof of who reads anew. slow: the reader took too long. gap: the log lacks an entry, and nobody is told that all is well."),
            ("position", "integer", "The position up to which this reader has been told everything."));
    }

    private static KeyValuePair<string, JsonNode?> Signal(string name, string summary, params (string Name, string Type, string Description)[] members) =>
        KeyValuePair.Create(name, (JsonNode?)new JsonObject
        {
            ["name"] = name, ["title"] = name, ["summary"] = summary, ["contentType"] = "application/json",
            ["payload"] = new JsonObject
            {
                ["type"] = "object",
                ["properties"] = new JsonObject(members.Select(member => KeyValuePair.Create(
                    member.Name, (JsonNode?)new JsonObject { ["type"] = member.Type, ["description"] = member.Description }))),
                ["required"] = new JsonArray([.. members.Select(member => (JsonNode)member.Name)]),
            },
        });

    private static JsonNode Payload(string name, EventSchemas schemas)
    {
        var schema = EventSchemas.Read(name, schemas.VersionOf(name));
        schema.Remove("$schema");
        schema.Remove("$id");
        return schema;
    }

    // What has no value is left out of an event, so null is of no type.
    private static JsonNode Envelope() => WebJson.Options.GetJsonSchemaAsNode(typeof(CloudEventItem), new JsonSchemaExporterOptions
    {
        TreatNullObliviousAsNonNullable = true,
        TransformSchemaNode = static (context, node) =>
        {
            // What a converter of ours writes, the exporter can't know.
            var schema = node as JsonObject ?? (context.TypeInfo.Type == typeof(DateTimeOffset)
                ? new JsonObject { ["type"] = "string", ["format"] = "date-time" }
                : new JsonObject { ["type"] = "object" });
            if (schema["type"] is JsonArray types) schema["type"] = types.First(type => type!.GetValue<string>() != "null")!.DeepClone();
            if (schema["required"] is not null) schema["required"] = new JsonArray([.. WebJson.AlwaysThere(context.TypeInfo).Select(name => (JsonNode)name)]);
            schema.Remove("default");
            var attributes = context.PropertyInfo is { } property ? property.AttributeProvider : context.TypeInfo.Type;
            if (attributes?.GetCustomAttributes(typeof(DescriptionAttribute), inherit: false).OfType<DescriptionAttribute>().FirstOrDefault() is { } said)
                schema["description"] = said.Description;
            return schema;
        },
    });

    private static JsonObject Reference(string to) => new() { ["$ref"] = to };
}
