using Ledger.Domain.Time;
using Ledger.Postgres.ReadModels;
using Ledger.Server.Pages;
using Ledger.Server.Web.Answers;

namespace Ledger.Server.Web;

/// <summary>
/// One request to the API: its parameters, its two times, its page, and its answer. A handler reads what it needs, asks for the
/// times, and gives up with <see cref="Stop"/> where they are not to be had.
/// </summary>
internal sealed class ApiRequest
{
    private static readonly TimeSpan PatienceWithModels = TimeSpan.FromSeconds(2);

    private readonly HttpContext _context;
    private readonly Operation _operation;
    private readonly Basis _basis;
    private readonly List<Times> _times = [];
    private readonly bool _same;
    private string _origin = "";
    private string? _tag;
    private ContentCoding _coding;
    private long? _generation;

    private ApiRequest(HttpContext context, Operation operation)
    {
        _context = context;
        _operation = operation;
        _same = context.GetEndpoint()!.Metadata.GetMetadata<SameForAll>() is not null;
        Values = new Values(context.Request, operation.Parameters);
        _basis = operation.Parameters.Contains(Parameters.Basis) ? Values.Code<Basis>(Parameters.Basis) ?? Basis.Reported : Basis.Reported;
    }

    /// <summary>The parameters.</summary>
    public Values Values { get; }

    /// <summary>Today in Asia/Shanghai.</summary>
    public DateOnly Today => Service<TimeProvider>().Today();

    /// <summary>The answer to give instead, once something was wrong: what is wrong, or that the caller has the answer already.</summary>
    public IResult? Stop { get; private set; }

    /// <summary>Reads the request by the operation that it goes to. Called by the framework.</summary>
    public static ValueTask<ApiRequest?> BindAsync(HttpContext context)
    {
        var metadata = context.GetEndpoint()!.Metadata;
        if (metadata.GetMetadata<PageMarker>() is not null) PageQuery.Normalise(context.Request);
        return ValueTask.FromResult<ApiRequest?>(new ApiRequest(context, metadata.GetRequiredMetadata<Operation>()));
    }

    /// <summary>Finds the two times by <c>asOf</c> and <c>knownAt</c>; null where <see cref="Stop"/> says why not.</summary>
    /// <param name="models">Names of the read models that the answer comes from.</param>
    public async Task<Times?> TimesAsync(params string[] models)
    {
        var asOf = Values.Date(Parameters.AsOf);
        return await KnownAsync(asOf ?? Today, asOf is not null, Parameters.KnownAt, models) is { } times && Fresh(times) ? times : null;
    }

    /// <summary>Finds the two times of one side; null where <see cref="Stop"/> says why not.</summary>
    /// <param name="asOf">业务日期.</param>
    /// <param name="asOfGiven">Whether the caller gave it.</param>
    /// <param name="knownAt">The parameter that holds the knowledge time.</param>
    /// <param name="models">Names of the read models that the answer comes from.</param>
    public async Task<Times?> KnownAsync(DateOnly asOf, bool asOfGiven, Parameter knownAt, params string[] models)
    {
        var knowledge = Values.Knowledge(knownAt);
        if (Refused()) return null;
        var answerable = await FindAsync(models, knowledge);
        if (answerable.Position > answerable.Head)
        {
            Values.Wrong(knownAt.Name, $"'{knownAt.Name}' is position {Values.Text(knownAt)}, but the ledger ends at position {answerable.Head}.");
            Refused();
            return null;
        }

        if (answerable.Position > answerable.Reached)
        {
            Stop = Problems.NotCaughtUp(answerable.Position, answerable.Reached).Answer();
            return null;
        }

        var instant = knowledge.Instant is { } asked && !answerable.IsNow ? asked : answerable.RecordedAt;
        return new Times(asOf, answerable.Position, instant, knowledge.Given && !answerable.IsNow && asOfGiven && asOf < Today) { Basis = _basis };
    }

    /// <summary>Finds the two times and the place of a page: of the first one by its parameters, of a later one by its cursor.</summary>
    public async Task<PageRequest?> PageAsync(params string[] models)
    {
        var limit = Values.Number(Parameters.Limit, DefaultLimit);
        byte[] key = Values.Text(Parameters.Cursor) is null && Values.Errors.Count > 0 ? [] : await Service<LedgerSecrets>().CursorKeyAsync(Aborted);
        var listing = Cursor.Digest([_operation.Id, .. _operation.Parameters.Where(IsFilter).Select(p => $"{p.Name}={Values.Text(p)}")]);
        var knowledge = Cursor.Digest([Values.Text(Parameters.KnownAt) ?? ""]);
        if (Values.Text(Parameters.Cursor) is not { } text)
        {
            return await TimesAsync(models) is { } times
                ? new PageRequest(times, 0, limit, after => new Cursor(times.AsOf, times.Position, times.KnownAt, after, listing, knowledge).Seal(key))
                : null;
        }

        var asOf = Values.Date(Parameters.AsOf);
        Values.Knowledge(Parameters.KnownAt);
        var cursor = Cursor.Open(text, key);
        if (cursor is null) Values.Wrong("cursor", "'cursor' is none that this ledger gave out; begin again without it.");
        else if (cursor.Listing != listing || (asOf is not null && asOf != cursor.AsOf)
            || (Values.Text(Parameters.KnownAt) is not null && knowledge != cursor.Knowledge))
            Values.Wrong("cursor", "'cursor' belongs to a listing with other filters or times; repeat those of its first page, or begin again without it.");
        if (Refused()) return null;
        var known = await FindAsync(models, new Knowledge(cursor!.Position, null));
        if (known.Position > known.Reached) Stop = Problems.NotCaughtUp(known.Position, known.Reached).Answer();
        var pinned = new Times(cursor.AsOf, cursor.Position, cursor.KnownAt, Frozen: false) { Basis = _basis };
        return Stop is null && Fresh(pinned) ? new PageRequest(pinned, cursor.Ordinal, limit, after => (cursor with { Ordinal = after }).Seal(key)) : null;
    }

    /// <summary>Whether the caller still needs the answer from these times; if not, <see cref="Stop"/> is the answer that says so.</summary>
    public bool Fresh(params Times[] times)
    {
        _times.AddRange(times);
        _origin = Freshness.Origin(_context.Request, _times);
        if (_same) _coding = ContentCodings.Of(_context.Request);
        _tag = _same ? Freshness.Tag(_origin, _coding) : Freshness.Tag($"{_origin}\n{_context.Request.Headers.AcceptEncoding}");
        if (Freshness.Known(_context.Request, _tag)) Stop = new NotModified(_tag, Frozen);
        else if (_generation is { } generation && Service<AnswerCache>().Find(Key, generation) is { } kept) Stop = new Again(kept);
        return Stop is null;
    }

    /// <summary>The answer, with its tag.</summary>
    public IResult Answer<T>(T value) => _same ? new Same<T>(value, this) : new Answered<T>(value, _tag!, Frozen);

    /// <summary>Whether a parameter is wrong; <see cref="Stop"/> is then the answer that names it.</summary>
    public bool Refused()
    {
        if (Values.Errors.Count == 0) return false;
        Stop = Problems.InvalidParameters(Values.Errors).Answer();
        return true;
    }

    /// <summary>Ends with the request.</summary>
    public CancellationToken Aborted => _context.RequestAborted;

    private bool Frozen => _times.TrueForAll(one => one.Frozen);

    // An answer that may still change under its address is kept under what it follows from.
    private string Key => Frozen ? KeptAnswers.AddressOf(_context) : _origin;

    private int DefaultLimit =>
        Array.Find(_operation.Parameters, parameter => parameter.Name == Parameters.Limit.Name)?.Default?.GetValue<int>() ?? Parameters.DefaultLimit;

    private static bool IsFilter(Parameter parameter) => parameter.Name is not ("asOf" or "knownAt" or "limit" or "cursor");

    private async Task<Answerable> FindAsync(string[] models, Knowledge knowledge)
    {
        // Before anything is read: an answer is told apart from those of later tables by where its reading began.
        if (_same) _generation ??= await Service<AnswerCache>().GenerationAsync(Aborted);
        var positions = Service<LedgerPositions>();
        models = [.. models.Select(model => ReadModelCatalog.NameOf(model, _basis))];
        var answerable = await positions.FindAsync(models, knowledge.Position, knowledge.Instant, Aborted);
        if (answerable.Position <= answerable.Reached || answerable.Position > answerable.Head) return answerable;
        // Recorded a moment ago: the read models are about to see it.
        await Service<ReadModelCatalog>().WaitForAsync(answerable.Position, PatienceWithModels, Aborted);
        return await positions.FindAsync(models, answerable.Position, null, Aborted) with { IsNow = answerable.IsNow };
    }

    private T Service<T>()
        where T : notnull => _context.RequestServices.GetRequiredService<T>();

    private sealed class Again(KeptAnswer answer) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext) => answer.WriteAsync(httpContext);
    }

    private sealed class Same<T>(T value, ApiRequest request) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            Freshness.Mark(httpContext.Response, request._tag!, request.Frozen);
            return JsonAnswer.WriteAsync(httpContext, value, request._coding, bytes =>
            {
                var cache = httpContext.RequestServices.GetRequiredService<AnswerCache>();
                if (request._generation is { } generation && cache.Wants(request.Key))
                    cache.Keep(request.Key, new KeptAnswer(request._origin, bytes.ToArray(), request.Frozen, generation, httpContext.GetEndpoint()));
            });
        }
    }

    private sealed class Answered<T>(T value, string tag, bool frozen) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            Freshness.Mark(httpContext.Response, tag, frozen);
            return httpContext.Response.WriteAsJsonAsync(value, WebJson.Options, "application/json; charset=utf-8", httpContext.RequestAborted);
        }
    }
}
