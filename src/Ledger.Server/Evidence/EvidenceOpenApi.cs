using Ledger.Server.Recording.Bodies;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Ledger.Server.Evidence;

/// <summary>Marks an operation whose body is a file, or a form with files.</summary>
/// <param name="Form">What the form holds beside its files; null where the body is the file.</param>
internal sealed record UploadBody(Func<Shape.Object>? Form);

/// <summary>Marks an operation whose answer is a file.</summary>
internal sealed record FileAnswer;

/// <summary>Adds to the description of the API what files look like in it.</summary>
internal static class EvidenceOpenApi
{
    public static void AddEvidenceOpenApi(this IServiceCollection services) => services.Configure<OpenApiOptions>("v1", options => options.AddOperationTransformer((operation, context, _) =>
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        if (metadata.OfType<UploadBody>().FirstOrDefault() is { } body) operation.RequestBody = BodyOf(body, context.Document!);
        if (metadata.OfType<FileAnswer>().Any()) Describe(operation);
        return Task.CompletedTask;
    }));

    private static OpenApiRequestBody BodyOf(UploadBody body, Microsoft.OpenApi.OpenApiDocument document) => body.Form is { } form
        ? new OpenApiRequestBody { Required = true, Content = Content("multipart/form-data", FormOf(form(), document)) }
        : new OpenApiRequestBody { Required = true, Description = "The file.", Content = Content("application/octet-stream", Binary()) };

    private static OpenApiSchema FormOf(Shape.Object form, Microsoft.OpenApi.OpenApiDocument document) => new()
    {
        Type = JsonSchemaType.Object,
        Description = form.Description,
        Required = new SortedSet<string>(StringComparer.Ordinal) { "file" },
        Properties = form.Members.ToDictionary(member => member.Name, member => Described(EntrySchemas.Add(document, member.Shape), member.Description)).Append(new(
            "file", new OpenApiSchema { Type = JsonSchemaType.Array, Items = Binary(), MinItems = 1, MaxItems = AttachFiles.MostFiles, Description = "The files, each with its name, behind all other parts or between them." }))
            .ToDictionary(pair => pair.Key, pair => pair.Value),
    };

    private static void Describe(OpenApiOperation operation)
    {
        foreach (var (status, response) in (operation.Responses ?? []).Where(pair => pair.Key is "200" or "206"))
        {
            ((OpenApiResponse)response).Content = Content("application/octet-stream", Binary());
            response.Description = status == "200" ? "The file, with its own media type." : "The range asked for.";
        }

        if (operation.Responses?["416"] is { } outside) outside.Description = "The range lies outside the file.";
    }

    private static IOpenApiSchema Described(IOpenApiSchema schema, string description)
    {
        if (schema is OpenApiSchema own) own.Description = description;
        return schema;
    }

    // OpenAPI 3.1: bytes as they are have no schema but an empty one; 'format: binary' is what generators still go by.
    private static OpenApiSchema Binary() => new() { Type = JsonSchemaType.String, Format = "binary" };

    private static Dictionary<string, OpenApiMediaType> Content(string type, IOpenApiSchema schema) => new() { [type] = new OpenApiMediaType { Schema = schema } };
}
