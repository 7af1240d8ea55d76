using Ledger.Server.Web;
using Microsoft.AspNetCore.Mvc;

namespace Ledger.Server.Identity.Api;

/// <summary>What an operation of this part takes as its body.</summary>
internal sealed record BodyOf(Type Type);

/// <summary>Maps the operations of this part: handler, description, and every answer that it can give.</summary>
internal static class IdentityRouting
{
    /// <summary>An operation that only reads.</summary>
    public static RouteHandlerBuilder Read<TAnswer>(this IEndpointRouteBuilder routes, string pattern, Operation operation, Delegate handler) =>
        routes.MapGet(pattern, handler).Describe<TAnswer>(operation, StatusCodes.Status200OK);

    /// <summary>An operation that records something.</summary>
    /// <param name="routes">Where.</param>
    /// <param name="pattern">Its address.</param>
    /// <param name="operation">Its description.</param>
    /// <param name="handler">What it does.</param>
    /// <param name="body">What it takes; null for nothing.</param>
    /// <param name="status">What it answers with.</param>
    public static RouteHandlerBuilder Write<TAnswer>(
        this IEndpointRouteBuilder routes, string pattern, Operation operation, Delegate handler, Type? body = null, int status = StatusCodes.Status200OK)
    {
        var route = routes.MapPost(pattern, handler).Describe<TAnswer>(operation, status).WithMetadata(new RequestSizeLimitAttribute(Body.Largest))
            .Produces<Problem>(StatusCodes.Status422UnprocessableEntity, Problems.ContentType);
        return body is null ? route : route.WithMetadata(new BodyOf(body)).Produces<Problem>(StatusCodes.Status415UnsupportedMediaType, Problems.ContentType);
    }

    private static RouteHandlerBuilder Describe<TAnswer>(this RouteHandlerBuilder route, Operation operation, int status)
    {
        route.WithName(operation.Id).WithTags(operation.Tag).WithSummary(operation.Summary).WithDescription(operation.Description)
            .WithMetadata(operation with { Answer = typeof(TAnswer) })
            .Produces<TAnswer>(status);
        foreach (var problem in (int[])[400, 401, 403, 429, 503]) route.Produces<Problem>(problem, Problems.ContentType);
        if (operation.Parameters.Any(parameter => parameter.InPath)) route.Produces<Problem>(StatusCodes.Status404NotFound, Problems.ContentType);
        return route;
    }
}
