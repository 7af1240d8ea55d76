using Ledger.Server.Web.Answers;

namespace Ledger.Server.Web;

/// <summary>What the reference says about an operation, and which parameters it takes.</summary>
/// <param name="Id">Its name for generated clients.</param>
/// <param name="Tag">The group under which it is listed.</param>
/// <param name="Summary">A few words.</param>
/// <param name="Description">A paragraph.</param>
/// <param name="Parameters">All its parameters, those of the path first.</param>
internal sealed record Operation(string Id, string Tag, string Summary, string Description, params Parameter[] Parameters)
{
    /// <summary>The type of its answer.</summary>
    public Type? Answer { get; init; }

    /// <summary>What its body looks like, for one that writes. Asked for by the first request or reader: making all of them takes a start a while.</summary>
    public Func<Recording.Bodies.Shape>? Body { get; init; }
}

/// <summary>Maps operations that only read.</summary>
internal static class OperationRouting
{
    /// <summary>Maps one operation: its handler, its description, and every answer that it can give.</summary>
    /// <typeparam name="TAnswer">What a successful answer holds.</typeparam>
    public static void MapRead<TAnswer>(this IEndpointRouteBuilder routes, string pattern, Operation operation, Delegate handler)
    {
        var route = routes.MapGet(pattern, handler)
            .WithName(operation.Id)
            .WithTags(operation.Tag)
            .WithSummary(operation.Summary)
            .WithDescription(operation.Description)
            .WithMetadata(operation with { Answer = typeof(TAnswer) }, new SameForAll())
            .Produces<TAnswer>()
            .Produces<Problem>(StatusCodes.Status400BadRequest, Problems.ContentType);
        if (operation.Parameters.Any(parameter => parameter.InPath || parameter.Required))
            route.Produces<Problem>(StatusCodes.Status404NotFound, Problems.ContentType);
        route.Produces<Problem>(StatusCodes.Status503ServiceUnavailable, Problems.ContentType);
        if (operation.Parameters.Any(parameter => parameter.Name is "knownAt" or "knownTo")) route.Produces(StatusCodes.Status304NotModified);
    }
}
