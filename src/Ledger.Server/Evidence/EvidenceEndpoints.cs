using Ledger.Postgres.Evidence;
using Ledger.Server.Web;

namespace Ledger.Server.Evidence;

/// <summary>Everything about files that support entries: its parts and its operations.</summary>
internal static class EvidenceEndpoints
{
    /// <summary>Registers what evidence needs.</summary>
    public static void AddEvidence(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(EvidenceSettings.Of(builder.Configuration));
        builder.Services.AddSingleton<EvidenceFiles>();
        builder.Services.AddSingleton<EvidenceIntake>();
        builder.Services.AddSingleton<UploadLimits>();
        builder.Services.AddEvidenceOpenApi();
    }

    /// <summary>Maps the operations.</summary>
    public static void MapEvidence(this WebApplication app)
    {
        var api = app.MapGroup("/api/v1");
        UploadEvidence.Map(api);
        AttachEvidence.Map(api);
        AttachFiles.Map(api);
        ListEvidence.Map(api);
        DownloadEvidence.Map(api, app.Services.GetRequiredService<EvidenceSettings>());
    }

    /// <summary>Maps an operation whose body is a file or a form with files.</summary>
    public static RouteHandlerBuilder MapEvidenceWrite<TAnswer>(this IEndpointRouteBuilder routes, string pattern, Operation operation, Delegate handler)
    {
        var route = routes.MapPost(pattern, handler)
            .WithName(operation.Id).WithTags(operation.Tag).WithSummary(operation.Summary).WithDescription(operation.Description)
            .WithMetadata(operation with { Answer = typeof(TAnswer) })
            .Produces<TAnswer>(StatusCodes.Status201Created);
        foreach (var status in (int[])[400, 401, 403, 413, 422, 503]) route.Produces<Problem>(status, Problems.ContentType);
        return route;
    }
}
