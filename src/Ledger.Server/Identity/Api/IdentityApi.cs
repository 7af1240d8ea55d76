using Ledger.Server.Web;

namespace Ledger.Server.Identity.Api;

/// <summary>The API of accounts and keys. Its answers are about now, and nobody keeps them.</summary>
internal static class IdentityApi
{
    /// <summary>Where the next part of a list begins.</summary>
    public static Parameter After { get; } = new("after", ParameterKind.Text, "Where the next part begins: the `next` of the part before.") { MaxLength = 64 };

    private static readonly Operation Whoami = new("showCaller", "Accounts", "我是谁 · Who am I", "Whom the ledger takes the caller for, and what the caller may do.");

    public static void MapIdentityApi(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/api/v1");
        api.Read<CallerItem>("/caller", Whoami, (ApiRequest request, HttpContext context) => request.Refused() ? request.Stop! : Answer(Of(context.RequiredCaller()))).RequireCaller();
        api.MapAccounts();
        api.MapKeys();
    }

    /// <summary>An answer that no cache keeps.</summary>
    public static IResult Answer<T>(T value, int status = StatusCodes.Status200OK) => new Unkept(Results.Json(value, WebJson.Options, statusCode: status));

    private static CallerItem Of(Caller caller) => new(caller.Actor, caller.Owner, GrantItem.Of(caller.Grants));

    private sealed class Unkept(IResult result) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.Headers.CacheControl = "no-store";
            return result.ExecuteAsync(httpContext);
        }
    }
}
