using Ledger.Server.Identity;
using Microsoft.AspNetCore.Http.Features;
using Npgsql;

namespace Ledger.Server.Web.Answers;

/// <summary>Answers what is kept about a fixed past, before anything else is done for the request but what must not be skipped.</summary>
/// <remarks>
/// It stands behind the limit of requests and the headers of every answer. Who brings a credential goes the whole way, and is told if it does
/// not hold; where reading takes a proof, everybody does.
/// </remarks>
internal sealed class KeptAnswers(RequestDelegate next, StartupState startup, IdentitySettings settings)
{
    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        return settings.PublicRead && startup.Phase != StartupPhase.Starting && HttpMethods.IsGet(request.Method) && request.Headers.Authorization.Count == 0 && request.Headers.Cookie.Count == 0
            && request.Path.StartsWithSegments("/api", StringComparison.Ordinal)
                ? FindAsync(context)
                : next(context);
    }

    private Task FindAsync(HttpContext context)
    {
        // Not before the database is there, which the cache asks for its generation.
        var cache = context.RequestServices.GetRequiredService<AnswerCache>();
        var generation = cache.GenerationAsync(context.RequestAborted);
        return generation.IsCompletedSuccessfully ? AnswerAsync(context, cache, generation.Result) : WaitAsync(context, cache, generation);
    }

    private async Task WaitAsync(HttpContext context, AnswerCache cache, ValueTask<long> generation)
    {
        long? known = null;
        try
        {
            known = await generation;
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException or InvalidOperationException)
        {
            // The database is away or not there yet, which the request will find out by itself.
        }

        await (known is { } some ? AnswerAsync(context, cache, some) : next(context));
    }

    private Task AnswerAsync(HttpContext context, AnswerCache cache, long generation)
    {
        if (cache.Find(AddressOf(context), generation) is not { Frozen: true } answer) return next(context);
        context.SetEndpoint(answer.Endpoint);
        return answer.WriteAsync(context);
    }

    /// <summary>The address as it was sent, under which an answer about a fixed past is kept.</summary>
    public static string AddressOf(HttpContext context) => context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
}

/// <summary>Marks an operation whose answers follow from the address, the times and the program alone, whoever asks.</summary>
internal sealed class SameForAll;
