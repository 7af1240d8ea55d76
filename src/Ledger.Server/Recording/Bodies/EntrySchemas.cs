using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace Ledger.Server.Recording.Bodies;

/// <summary>Describes shapes in OpenAPI: one schema for each object, with a discriminator where one of several is meant.</summary>
internal static class EntrySchemas
{
    /// <summary>Adds the schemas of a shape to a document, each object under its name, and answers a reference to it.</summary>
    public static IOpenApiSchema Add(Microsoft.OpenApi.OpenApiDocument document, Shape shape) => shape switch
    {
        Shape.Text text => new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = text.MaxLength, Pattern = text.Pattern },
        Shape.OneOf { Values: [var only] } => new OpenApiSchema { Type = JsonSchemaType.String, Const = only },
        Shape.OneOf codes => new OpenApiSchema { Type = JsonSchemaType.String, Enum = [.. codes.Values.Select(code => (JsonNode)code)] },
        Shape.Date { Reduced: true } => new OpenApiSchema { Type = JsonSchemaType.String, Pattern = "^[0-9]{4}(-([0-9]{2}(-[0-9]{2})?|Q[1-4]))?$" },
        Shape.Date => new OpenApiSchema { Type = JsonSchemaType.String, Format = "date" },
        Shape.Number number => new OpenApiSchema { Type = number.Whole ? JsonSchemaType.Integer : JsonSchemaType.Number, Minimum = number.NotNegative ? "0" : null },
        Shape.Flag => new OpenApiSchema { Type = JsonSchemaType.Boolean },
        Shape.List list => new OpenApiSchema { Type = JsonSchemaType.Array, Items = Add(document, list.Item), MaxItems = list.Most, MinItems = list.Fewest },
        Shape.Object @object => Named(document, @object.Name, () => Describe(document, @object)),
        Shape.Union union => Named(document, union.Name, () => Describe(document, union)),
        _ => throw new InvalidOperationException($"No schema for {shape.GetType().Name}."),
    };

    private static OpenApiSchemaReference Named(Microsoft.OpenApi.OpenApiDocument document, string name, Func<OpenApiSchema> describe)
    {
        name += "Body"; // answers have schemas of the same things under their own names
        if (document.Components?.Schemas?.ContainsKey(name) != true) document.AddComponent(name, describe());
        return new OpenApiSchemaReference(name, document);
    }

    private static OpenApiSchema Describe(Microsoft.OpenApi.OpenApiDocument document, Shape.Object shape) => new()
    {
        Type = JsonSchemaType.Object,
        Description = shape.Description,
        AdditionalPropertiesAllowed = false,
        Required = new SortedSet<string>(shape.Members.Where(member => member.Required).Select(member => member.Name), StringComparer.Ordinal),
        Properties = shape.Members.ToDictionary(member => member.Name, member => Describe(document, member)),
    };

    private static IOpenApiSchema Describe(Microsoft.OpenApi.OpenApiDocument document, Member member)
    {
        var schema = Add(document, member.Shape);
        if (schema is OpenApiSchema own)
        {
            own.Description = member.Description;
            if (member.Nullable) own.Type |= JsonSchemaType.Null;
            if (member.Nullable) own.Enum?.Add(JsonNullSentinel.JsonNull);
            return own;
        }

        return member.Nullable
            ? new OpenApiSchema { Description = member.Description, OneOf = [new OpenApiSchema { Type = JsonSchemaType.Null }, schema] }
            : schema;
    }

    private static OpenApiSchema Describe(Microsoft.OpenApi.OpenApiDocument document, Shape.Union shape)
    {
        var cases = shape.Cases.OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => (Type: pair.Key, Schema: (OpenApiSchemaReference)Add(document, pair.Value))).ToList();
        return new OpenApiSchema
        {
            Description = "One fact; `type` says which.",
            OneOf = [.. cases.Select(one => (IOpenApiSchema)one.Schema)],
            Discriminator = new OpenApiDiscriminator { PropertyName = "type", Mapping = cases.ToDictionary(one => one.Type, one => one.Schema) },
        };
    }
}
