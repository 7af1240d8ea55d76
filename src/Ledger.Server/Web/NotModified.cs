namespace Ledger.Server.Web;

/// <summary>304: the caller has the answer already.</summary>
/// <param name="tag">Its entity tag.</param>
/// <param name="frozen">Whether it never changes.</param>
internal sealed class NotModified(string tag, bool frozen) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = StatusCodes.Status304NotModified;
        Freshness.Mark(httpContext.Response, tag, frozen);
        return Task.CompletedTask;
    }
}
