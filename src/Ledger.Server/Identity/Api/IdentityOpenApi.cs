using Ledger.Server.Web;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Ledger.Server.Identity.Api;

/// <summary>Adds to the description of the API how callers prove themselves, and what operations of this part take.</summary>
internal static class IdentityOpenApi
{
    private const string Bearer = "bearer";

    public static void AddIdentityOpenApi(this IServiceCollection services) => services.Configure<OpenApiOptions>("v1", options =>
    {
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Components ??= new OpenApiComponents();
            document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
            document.Components.SecuritySchemes[Bearer] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = Bearer,
                Description = "An API key, `ledger_<id>_<secret>`, or a token of the organisation's own issuer where the ledger is set up for one.",
            };
            return Task.CompletedTask;
        });
        options.AddOperationTransformer(DescribeAsync);
    });

    private static async Task DescribeAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken ct)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        if (metadata.OfType<Microsoft.AspNetCore.Authorization.IAuthorizeData>().Any())
            operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Bearer, context.Document)] = [] }];
        if (metadata.OfType<BodyOf>().LastOrDefault() is { } body)
        {
            operation.RequestBody = new OpenApiRequestBody
            {
                Required = true,
                Content = new Dictionary<string, OpenApiMediaType> { ["application/json"] = new() { Schema = await context.GetOrCreateSchemaAsync(body.Type, null, ct) } },
            };
        }

        foreach (var (status, response) in operation.Responses ?? [])
        {
            response.Description = status switch
            {
                "201" => "Made.",
                "401" => "The caller is not proven: no credential, or one that does not hold.",
                "403" => "The caller has not the role that this takes.",
                "415" => "The body is not JSON.",
                "422" => "The ledger's rules don't allow it; the problem holds a stable code and its data.",
                "429" => "Too many requests. Try again after Retry-After seconds.",
                _ => response.Description,
            };
        }
    }
}
