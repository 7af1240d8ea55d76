namespace Ledger.Server.Web.Answers;

/// <summary>A finished answer that is kept: its bytes, and as soon as somebody asks for them so, its bytes compressed.</summary>
/// <param name="origin">What its entity tags are made of.</param>
/// <param name="plain">Its bytes.</param>
/// <param name="frozen">Whether it never changes under its address.</param>
/// <param name="generation">The generation of the tables that it was read from.</param>
/// <param name="endpoint">Where it was answered, for the measures of requests.</param>
internal sealed class KeptAnswer(string origin, byte[] plain, bool frozen, long generation, Endpoint? endpoint)
{
    private readonly Variant?[] _variants = new Variant?[3];

    /// <summary>Whether it never changes under its address.</summary>
    public bool Frozen => frozen;

    /// <summary>The generation of the tables that it was read from.</summary>
    public long Generation => generation;

    /// <summary>Where it was answered.</summary>
    public Endpoint? Endpoint => endpoint;

    /// <summary>About how many bytes it takes, with what is not yet compressed.</summary>
    public long Weight { get; } = plain.Length + plain.Length / 4 + 2L * origin.Length + 500;

    /// <summary>Answers a request with it, or says that the caller has it.</summary>
    public Task WriteAsync(HttpContext context)
    {
        var (request, response) = (context.Request, context.Response);
        var coding = ContentCodings.Of(request);
        var variant = _variants[(int)coding] ??= Make(coding);
        Freshness.Mark(response, variant.Tag, frozen);
        if (request.Headers.IfNoneMatch.Count > 0 && Freshness.Known(request, variant.Tag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        JsonAnswer.Head(response, coding, variant.Bytes.Length);
        return response.Body.WriteAsync(variant.Bytes, context.RequestAborted).AsTask();
    }

    // Two callers may make it at once; either's is the same.
    private Variant Make(ContentCoding coding)
    {
        var tag = Freshness.Tag(origin, coding);
        if (coding == ContentCoding.Identity) return new Variant(plain, tag);
        using var buffer = new PooledBuffer(plain.Length);
        ContentCodings.Write(coding, plain, buffer);
        return new Variant(buffer.Written.ToArray(), tag);
    }

    private sealed record Variant(byte[] Bytes, string Tag);
}
