using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Ledger.Server.Recording;
using Ledger.Server.Recording.Bodies;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Ledger.Server.Web;

/// <summary>The description of the API: OpenAPI 3.1, made from the declarations of the operations.</summary>
internal static class OpenApiDocument
{
    public static void AddLedgerOpenApi(this IServiceCollection services) => services.AddOpenApi("v1", options =>
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        // Only what declares itself is a part of the API: pages are not.
        options.ShouldInclude = description => description.ActionDescriptor.EndpointMetadata.OfType<Operation>().Any();
        options.AddDocumentTransformer((document, _, _) => Describe(document));
        options.AddOperationTransformer((operation, context, _) => Describe(operation, context));
        options.AddSchemaTransformer((schema, context, _) => Describe(schema, context.JsonTypeInfo));
    });

    private static Task Describe(Microsoft.OpenApi.OpenApiDocument document)
    {
        document.Info = new OpenApiInfo
        {
            Title = "Ledger API",
            Version = "1",
            Description = """
                工程进度台账 · The project-progress ledger of public works.

                Every question is about two times. `asOf` (业务日期) is the day in the world; `knownAt` (记录时间) is what the ledger knew, as a
                position or an instant. Entries are never changed: a question about a fixed `asOf` and `knownAt` has the same answer for ever,
                whatever is recorded, corrected or voided later. Both times are in every answer, with the position answered from.

                Errors are problem details (RFC 9457) whose `type` is stable.
                """,
        };
        // The description is the same wherever it is served from; addresses are relative to it.
        document.Servers = [new OpenApiServer { Url = "/" }];
        return Task.CompletedTask;
    }

    private static Task Describe(OpenApiOperation operation, OpenApiOperationTransformerContext context)
    {
        var declared = context.Description.ActionDescriptor.EndpointMetadata.OfType<Operation>().Single();
        operation.Parameters = [.. declared.Parameters.Select(Describe)];
        operation.RequestBody = null;
        if (declared.Body is { } body) DescribeWrite(operation, context.Document!, body());
        foreach (var (status, response) in operation.Responses ?? [])
        {
            response.Description = status switch
            {
                "200" => "The answer.",
                "201" => "Recorded, and visible to reads unless the header Ledger-Visible says false.",
                "304" => "The caller has the answer already (If-None-Match).",
                "400" => "A parameter, a header or the body is wrong; the problem names it.",
                "401" => "Nobody is signed in.",
                "403" => "The caller lacks the role, or lacks it in the region.",
                "409" => "A request with the same Idempotency-Key is being answered.",
                "412" => "The stream is at another version than If-Match demands; the problem has the present one.",
                "413" => "The body is too large.",
                "415" => "The body is not application/json.",
                "422" => "The ledger refuses the entry: `code` says why. Or the Idempotency-Key was used for another request.",
                "404" => "There is no such thing, or it is not there at these times.",
                "503" => "The ledger can't answer now. Try again after Retry-After seconds.",
                _ => response.Description,
            };
        }

        return Task.CompletedTask;
    }

    private static void DescribeWrite(OpenApiOperation operation, Microsoft.OpenApi.OpenApiDocument document, Shape body)
    {
        operation.RequestBody = new OpenApiRequestBody
        {
            Required = true,
            Content = new Dictionary<string, OpenApiMediaType> { ["application/json"] = new OpenApiMediaType { Schema = EntrySchemas.Add(document, body) } },
        };
        operation.Parameters!.Add(Header("If-Match", "The version at which the stream must be, such as \"3\": the ETag of the last answer. Missing or *: any."));
        operation.Parameters.Add(Header(Preconditions.KeyHeader, "Makes a repeat harmless: the same key and body are answered with the first answer. 1 to 200 printable ASCII characters."));
    }

    private static OpenApiParameter Header(string name, string description) => new()
    {
        Name = name, In = ParameterLocation.Header, Description = description, Schema = new OpenApiSchema { Type = JsonSchemaType.String },
    };

    private static IOpenApiParameter Describe(Parameter parameter) => new OpenApiParameter
    {
        Name = parameter.Name,
        In = parameter.InPath ? ParameterLocation.Path : ParameterLocation.Query,
        Required = parameter.Required,
        Description = parameter.Description,
        Example = parameter.Example?.DeepClone(),
        Schema = new OpenApiSchema
        {
            Type = parameter.Kind switch
            {
                ParameterKind.Flag => JsonSchemaType.Boolean,
                ParameterKind.Number => JsonSchemaType.Integer,
                _ => JsonSchemaType.String,
            },
            Format = parameter.Kind == ParameterKind.Date ? "date" : null,
            Enum = parameter.Values.Count > 0 ? [.. parameter.Values.Select(value => (JsonNode)value)] : null,
            Default = parameter.Default?.DeepClone(),
            Minimum = parameter.Kind == ParameterKind.Number ? $"{parameter.Minimum}" : null,
            Maximum = parameter.Kind == ParameterKind.Number ? $"{parameter.Maximum}" : null,
            MinLength = parameter.Kind == ParameterKind.Text ? 1 : null,
            MaxLength = parameter.Kind == ParameterKind.Text ? parameter.MaxLength : null,
        },
    };

    // What the framework can't know: converters of our own, and that answers always have all their fields.
    private static Task Describe(OpenApiSchema schema, JsonTypeInfo info)
    {
        var type = Nullable.GetUnderlyingType(info.Type) ?? info.Type;
        if (type == typeof(JsonElement)) schema.Type = JsonSchemaType.Object;
        if (type == typeof(DateTimeOffset)) schema.Type = type == info.Type ? JsonSchemaType.String : JsonSchemaType.String | JsonSchemaType.Null;
        if (type == typeof(JsonNode)) schema.Description = "Any JSON value.";
        if (type.IsEnum)
        {
            // Where null is allowed, the property says so; the codes are the same everywhere.
            schema.Type = JsonSchemaType.String;
            schema.Enum = [.. (schema.Enum ?? []).Where(value => value is not null && value.GetValueKind() == JsonValueKind.String && !JsonNullSentinel.IsJsonNullSentinel(value))];
        }

        if (info.Kind == JsonTypeInfoKind.Object && type.Assembly == typeof(OpenApiDocument).Assembly)
            schema.Required = WebJson.AlwaysThere(info).ToHashSet();
        return Task.CompletedTask;
    }
}
