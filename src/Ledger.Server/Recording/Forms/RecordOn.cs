using Ledger.Domain.Accounts;
using Ledger.Domain.Entries;
using Ledger.Domain.Plans;
using Ledger.Domain.Time;
using Ledger.Postgres.EventStore;
using Ledger.Postgres.ReadModels;
using Ledger.Server.Identity;
using Ledger.Server.Pages;
using Ledger.Server.Recording.Bodies;
using Ledger.Server.Web;

namespace Ledger.Server.Recording.Forms;

/// <summary>A form, or what to answer instead.</summary>
/// <param name="Task">The form.</param>
/// <param name="Stop">The answer.</param>
internal sealed record Found(FormTask? Task, IResult? Stop);

/// <summary>Finds what a form is about, and whether its reader may fill it.</summary>
internal sealed class RecordOn(EventStore store, LedgerQueries queries, Recorder recorder, TimeProvider clock)
{
    /// <summary>The form by which a fact is recorded on a stream, or what to answer instead: a problem, or the choice of a kind.</summary>
    public async Task<Found> FactAsync(ApiRequest request, HttpContext context, string stream, Parameter type, Shape.Union shapes)
    {
        var chosen = request.Values.Text(type);
        if (chosen is not null && !type.Values.Contains(chosen)) request.Values.Wrong(type.Name, $"'{type.Name}' can't be that; allowed: {string.Join(", ", type.Values)}.");
        if (request.Refused()) return new Found(null, request.Stop);
        var (stored, stop) = await OpenAsync(context, stream);
        if (stop is not null) return new Found(null, stop);
        var subject = await SubjectAsync(stream, context.RequestAborted);
        if (chosen is null)
            return new Found(null, context.Page<ChooseTypePage, ChooseTypeModel>(null, new ChooseTypeModel(subject, Addresses.OfStream(stream)!, TypeChoices.Of(stream, stored, shapes, clock.Today(), By(context)))));
        return new Found(new FormTask
        {
            Title = (new Language(true).Entry(chosen), new Language(false).Entry(chosen)),
            Subject = subject,
            Back = Addresses.OfStream(stream)!,
            Shape = shapes.Cases[chosen],
            Given = new Dictionary<string, string> { ["type"] = chosen },
            Stored = stored,
            Wish = body => new WishedEntry(stream, EntryShapes.Read(body)),
        }, null);
    }

    /// <summary>The entry that a form is about with its stream, or what to answer instead.</summary>
    /// <param name="request">The request.</param>
    /// <param name="context">The same.</param>
    /// <param name="also">Which entries of plans are meant too; they are the reviewers'.</param>
    public async Task<(StoredEntry? Entry, IReadOnlyList<StoredEntry> Stored, IResult? Stop)> EntryAsync(ApiRequest request, HttpContext context, Func<StoredEntry, bool>? also = null)
    {
        if (request.Refused()) return (null, [], request.Stop);
        var position = request.Values.Text(EntryAt.Position)!;
        if (await EntryAt.FindAsync(store, position, request.Aborted, also) is not { } entry) return (null, [], EntryAt.Unknown(position));
        var (stored, stop) = await OpenAsync(context, entry.Stream, Decisions.IsReviewersOwn(entry) ? Role.Reviewer : Role.Recorder);
        return (entry, stored, stop);
    }

    /// <summary>The region's name of a plan that a form begins something in, or what to answer instead.</summary>
    public async Task<(string? Title, IResult? Stop)> PlanAsync(ApiRequest request, HttpContext context)
    {
        if (request.Refused()) return (null, request.Stop);
        var code = request.Values.Text(Parameters.PlanCode)!;
        if (await queries.PlanAsync(Now, code, request.Aborted) is not { State.Document: var plan }) return (null, Problems.UnknownId("plan", code).Answer());
        return context.RequiredCaller().Is(Role.Recorder, plan.Region) ? (plan.Title, null) : (null, Problems.MissingRole([Role.Recorder], plan.Region).Answer());
    }

    /// <summary>The form by which a reviewer records about the plan at an address, or what to answer instead.</summary>
    /// <param name="request">The request.</param>
    /// <param name="context">The same.</param>
    /// <param name="form">Makes the form, knowing the plan's code, its title and its entries.</param>
    public async Task<Found> AboutPlanAsync(ApiRequest request, HttpContext context, Func<string, string, IReadOnlyList<StoredEntry>, FormTask> form)
    {
        if (request.Refused()) return new Found(null, request.Stop);
        var code = request.Values.Text(Parameters.PlanCode)!;
        var stream = StreamName.Of<Plan>(code);
        var (stored, stop) = await OpenAsync(context, stream, Role.Reviewer);
        return stop is null ? new Found(form(code, await SubjectAsync(stream, request.Aborted), stored), null) : new Found(null, stop);
    }

    /// <summary>What a stream is about, in a few words.</summary>
    public async Task<string> SubjectAsync(string stream, CancellationToken ct) => (await Subject.OfAsync(queries, stream, Now.Position, ct)).Name;

    // Whenever it is there: a thing may begin tomorrow.
    private static AsKnown Now => new(DateOnly.MaxValue, long.MaxValue - 1);

    private static Author By(HttpContext context)
    {
        var caller = context.RequiredCaller();
        return new Author(caller.Actor, caller.Owner);
    }

    private async Task<(IReadOnlyList<StoredEntry> Stored, IResult? Stop)> OpenAsync(HttpContext context, string stream, Role role = Role.Recorder)
    {
        var stored = await store.ReadStreamAsync(stream, ct: context.RequestAborted);
        if (stored.Count == 0) return (stored, Problems.UnknownStream(stream).Answer());
        var refused = await recorder.RefuseCallerAsync(context.RequiredCaller(), role, stream, context.RequestAborted);
        return (stored, refused is null ? null : WriteRequest.ProblemOf(refused).Answer());
    }
}
