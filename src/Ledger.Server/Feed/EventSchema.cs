using System.Text.Json.Nodes;
using Ledger.Domain.Entries;
using Ledger.Server.Recording.Bodies;

namespace Ledger.Server.Feed;

/// <summary>Makes the JSON Schema of a kind of event from the type that is stored.</summary>
/// <remarks>
/// It says what is stored, not what may be recorded: lengths are the API's business, and history may hold what a later version of
/// the API refuses. Members that it does not name are allowed, as JSON Schema has it, and are to be passed over.
/// </remarks>
internal static class EventSchema
{
    private const string Dialect = "https://json-schema.org/draft/2020-12/schema";

    /// <summary>The schema of the events stored under a name.</summary>
    /// <param name="name">The stored name.</param>
    /// <param name="version">The version that it is to be.</param>
    public static JsonObject Of(string name, int version)
    {
        var type = EventTypes.Find(name) ?? throw new ArgumentException($"There is no kind of event '{name}'.", nameof(name));
        var schema = new JsonObject { ["$schema"] = Dialect, ["$id"] = EventSchemas.PathOf(name, version), ["title"] = name };
        foreach (var (key, value) in Object(Comments.Of(type), Shapes.MembersOf(type)).ToList())
        {
            schema[key] = value?.DeepClone();
        }

        return schema;
    }

    private static JsonObject Object(string description, IEnumerable<Member> members)
    {
        var all = members.ToList();
        var schema = new JsonObject { ["description"] = description, ["type"] = "object" };
        schema["properties"] = new JsonObject(all.Select(member => KeyValuePair.Create(member.Name, (JsonNode?)Describe(member))));
        if (all.Exists(member => member.Required)) schema["required"] = new JsonArray([.. all.Where(member => member.Required).Select(member => (JsonNode)member.Name)]);
        return schema;
    }

    private static JsonObject Describe(Member member)
    {
        var schema = member.Name == "replacement" ? Replacement() : Of(member.Shape);
        if (member.Description.Length > 0) schema["description"] = member.Description;
        return schema;
    }

    private static JsonObject Of(Shape shape) => shape switch
    {
        Shape.Text { Pattern: { } pattern } => new JsonObject { ["type"] = "string", ["pattern"] = pattern },
        Shape.Text => new JsonObject { ["type"] = "string" },
        Shape.OneOf codes => new JsonObject { ["type"] = "string", ["enum"] = new JsonArray([.. codes.Values.Select(code => (JsonNode)code)]) },
        Shape.Date { Reduced: true } => new JsonObject { ["type"] = "string", ["pattern"] = "^[0-9]{4}(-([0-9]{2}(-[0-9]{2})?|Q[1-4]))?$" },
        Shape.Date => new JsonObject { ["type"] = "string", ["format"] = "date" },
        Shape.Number { Whole: true } => new JsonObject { ["type"] = "integer" },
        Shape.Number { NotNegative: true } => new JsonObject { ["type"] = "number", ["minimum"] = 0 },
        Shape.Number => new JsonObject { ["type"] = "number" },
        Shape.Flag => new JsonObject { ["type"] = "boolean" },
        Shape.List list => new JsonObject { ["type"] = "array", ["items"] = Of(list.Item) },
        Shape.Object inner => Object(inner.Description, inner.Members),
        _ => throw new InvalidOperationException($"No schema for {shape.GetType().Name}."),
    };

    // Any other event: its type says by which schema.
    private static JsonObject Replacement() => new()
    {
        ["type"] = "object",
        ["properties"] = new JsonObject
        {
            ["type"] = new JsonObject { ["type"] = "string", ["description"] = "Stored name of the kind of event." },
            ["data"] = new JsonObject { ["type"] = "object", ["description"] = "The event, by the schema of its kind." },
        },
        ["required"] = new JsonArray("type", "data"),
    };
}
