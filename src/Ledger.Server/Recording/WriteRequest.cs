using System.Diagnostics;
using System.Text.Json;
using Ledger.Domain.Accounts;
using Ledger.Domain.Entries;
using Ledger.Postgres.ReadModels;
using Ledger.Server.Identity;
using Ledger.Server.Recording.Bodies;
using Ledger.Server.Web;

namespace Ledger.Server.Recording;

/// <summary>One request that writes: who calls, what the body says, and the answer. A handler gives up with <see cref="Stop"/>.</summary>
internal sealed class WriteRequest
{
    /// <summary>Says <c>false</c> where the read models did not show the entry in time.</summary>
    public const string VisibleHeader = "Ledger-Visible";

    private const int MostBytes = 256 * 1024;
    private static readonly TimeSpan PatienceWithModels = TimeSpan.FromSeconds(5);

    private readonly HttpContext _context;
    private readonly Values _values;
    private Caller? _caller;
    private Body? _body;

    private WriteRequest(HttpContext context)
    {
        _context = context;
        _values = new Values(context.Request, context.GetEndpoint()!.Metadata.GetRequiredMetadata<Operation>().Parameters);
    }

    /// <summary>The answer to give instead, once something was wrong.</summary>
    public IResult? Stop { get; private set; }

    /// <summary>Today in Asia/Shanghai.</summary>
    public DateOnly Today => Service<TimeProvider>().Today();

    /// <summary>Ends with the request.</summary>
    public CancellationToken Aborted => _context.RequestAborted;

    /// <summary>Who calls.</summary>
    public Caller Caller => _caller!;

    /// <summary>Reads the request. Called by the framework.</summary>
    public static ValueTask<WriteRequest?> BindAsync(HttpContext context) => ValueTask.FromResult<WriteRequest?>(new WriteRequest(context));

    /// <summary>A parameter of the path.</summary>
    public string Text(Parameter parameter) => _values.Text(parameter)!;

    /// <summary>Finds who calls and reads the body; null where <see cref="Stop"/> says why not.</summary>
    /// <param name="role">A role that the caller must have somewhere; where exactly is known later.</param>
    /// <param name="shape">What the body must look like.</param>
    /// <param name="mostBytes">Bytes at most.</param>
    public Task<JsonElement?> ReadAsync(Role role, Shape shape, int mostBytes = MostBytes) => ReadAsync([role], shape, mostBytes);

    /// <summary>Finds who calls and reads the body; null where <see cref="Stop"/> says why not.</summary>
    /// <param name="roles">Roles of which the caller must have one somewhere; which one and where is known later.</param>
    /// <param name="shape">What the body must look like.</param>
    /// <param name="mostBytes">Bytes at most.</param>
    public async Task<JsonElement?> ReadAsync(IReadOnlyList<Role> roles, Shape shape, int mostBytes = MostBytes)
    {
        if (!Enter(roles)) return null;
        var (body, problem) = await Body.ReadAsync(_context, shape, mostBytes);
        if (problem is not null) return Give(problem);
        _body = body;
        return body!.Json;
    }

    /// <summary>Finds who calls, before anything is read; false where <see cref="Stop"/> says why not.</summary>
    /// <param name="roles">Roles of which the caller must have one somewhere.</param>
    public bool Enter(params IReadOnlyList<Role> roles)
    {
        _caller = Caller.Of(_context.User);
        if (_caller is null) Give(Problems.Unauthenticated());
        else if (!roles.Any(_caller.Is)) Give(Problems.MissingRole(roles));
        else if (_values.Errors.Count > 0) Give(Problems.InvalidParameters(_values.Errors));
        return Stop is null;
    }

    /// <summary>Whether the caller may record on a stream, asked before a body is read that is long; false where <see cref="Stop"/> says why not.</summary>
    public async Task<bool> MayRecordAsync(string stream)
    {
        if (await Service<Recorder>().RefuseCallerAsync(Caller, Role.Recorder, stream, Aborted) is { } refused) Give(Problem(refused, 1));
        return Stop is null;
    }

    /// <summary>Takes a body that was read in another way.</summary>
    public void Take(Body body) => _body = body;

    /// <summary>An event from a body; null where <see cref="Stop"/> says which number lies outside its range.</summary>
    public LedgerEvent? Event(Func<LedgerEvent> read, string path = "$")
    {
        try
        {
            return read();
        }
        catch (JsonException e)
        {
            var at = path + (e.Path is { Length: > 1 } below ? below[1..] : "");
            Give(Problems.InvalidBody([new ParameterError(at, $"'{at}' is wrong: {e.Message.Split(" Path:")[0]}")]));
            return null;
        }
    }

    /// <summary>Records entries and answers where they went.</summary>
    public async Task<IResult> RecordAsync(Func<IReadOnlyList<Receipt>, IResult> answer, params IReadOnlyList<WishedEntry> entries)
    {
        var errors = new List<ParameterError>();
        var versions = Preconditions.Versions(_context.Request, errors);
        var key = Preconditions.Key(_context.Request, _body!.Bytes.Span, errors);
        if (versions is not null && entries.Count > 1) errors.Add(new ParameterError("If-Match", "'If-Match' is about one stream; a batch has several."));
        if (errors.Count > 0) return Problems.InvalidParameters(errors).Answer();
        var outcome = await Service<Recorder>().RecordAsync(new Wish(Caller, entries, versions, key, Activity.Current?.TraceId.ToHexString() ?? _context.TraceIdentifier), Aborted);
        if (outcome is not Outcome.Done done) return Problem(outcome, entries.Count).Answer();
        var last = done.Entries.Max(entry => entry.Position);
        var visible = await Service<ReadModelCatalog>().WaitForAsync(last, PatienceWithModels, Aborted);
        _context.Response.Headers[VisibleHeader] = visible ? "true" : "false";
        return answer(done.Entries);
    }

    /// <summary>Records one entry and answers where it went.</summary>
    public Task<IResult> RecordAsync(WishedEntry entry, Func<Receipt, string>? location = null) => RecordAsync(receipts =>
    {
        _context.Response.Headers.ETag = Preconditions.TagOf(receipts[0].Version);
        return Results.Created(location?.Invoke(receipts[0]) ?? ShowEntry.AddressOf(receipts[0].Position), receipts[0]);
    }, entry);

    private static Problem Problem(Outcome outcome, int entries)
    {
        var problem = outcome switch
        {
            Outcome.Refused refused => Problems.Refused(refused.Refusal, refused.Contradicts, refused.Index),
            Outcome.Forbidden forbidden => Problems.MissingRole([forbidden.Role], forbidden.Region) with { Index = forbidden.Index },
            Outcome.UnknownStream unknown => Problems.UnknownStream(unknown.Stream) with { Index = unknown.Index },
            Outcome.UnknownPlan unknown => Problems.UnknownPlan(unknown.Plan) with { Index = unknown.Index },
            Outcome.Moved moved => Problems.VersionMoved(moved.Version),
            Outcome.KeyReused => Problems.KeyReused(),
            Outcome.KeyRunning => Problems.KeyRunning(),
            _ => Problems.Busy("Others keep writing to the same thing. Nothing was recorded; try again in a moment."),
        };
        return entries == 1 ? problem with { Index = null } : problem;
    }

    private JsonElement? Give(Problem problem)
    {
        Stop = problem.Answer();
        return null;
    }

    private T Service<T>()
        where T : notnull => _context.RequestServices.GetRequiredService<T>();
}
