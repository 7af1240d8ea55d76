using Ledger.Server.Plans;
using Ledger.Server.Recording.Forms;
using Ledger.Server.Recording.Reviewing;
using Ledger.Server.Web;

namespace Ledger.Server.Recording;

/// <summary>Every operation that records, once.</summary>
internal static class RecordingEndpoints
{
    /// <summary>Registers what recording needs.</summary>
    public static void AddRecording(this IServiceCollection services, IConfiguration configuration) => services
        .AddSingleton(RecordingSettings.Of(configuration))
        .AddSingleton<StreamMemory>()
        .AddSingleton<StreamGates>()
        .AddSingleton<RunningKeys>()
        .AddSingleton<Recorder>()
        .AddSingleton<RecordOn>()
        .AddSingleton<FormDesk>()
        .AddSingleton<QueueParts>();

    /// <summary>Maps the operations.</summary>
    public static void MapRecording(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/api/v1");
        PlanProject.Map(api);
        RecordProjectEntry.Map(api);
        DefineIndicator.Map(api);
        RecordIndicatorEntry.Map(api);
        VoidEntry.Map(api);
        CorrectEntry.Map(api);
        ReviewEntry.Map(api);
        ClosePeriod.Map(api);
        IssueEvaluation.Map(api);
        RecordBatch.Map(api);
        ShowEntry.Map(api);
    }

    /// <summary>Maps one operation that writes: its handler, its description, and every answer that it can give.</summary>
    public static RouteHandlerBuilder MapWrite<TAnswer>(this IEndpointRouteBuilder routes, string pattern, Operation operation, Delegate handler)
    {
        var route = routes.MapPost(pattern, handler)
            .WithName(operation.Id)
            .WithTags(operation.Tag)
            .WithSummary(operation.Summary)
            .WithDescription(operation.Description)
            .WithMetadata(operation with { Answer = typeof(TAnswer) })
            .Produces<TAnswer>(StatusCodes.Status201Created);
        foreach (var status in (int[])[400, 401, 403, 409, 412, 413, 415, 422, 503]) route.Produces<Problem>(status, Problems.ContentType);
        if (operation.Parameters.Length > 0) route.Produces<Problem>(StatusCodes.Status404NotFound, Problems.ContentType);
        return route;
    }
}
