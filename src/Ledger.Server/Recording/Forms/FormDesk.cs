using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Ledger.Domain.Accounts;
using Ledger.Domain.Entries;
using Ledger.Domain.Time;
using Ledger.Postgres.EventStore;
using Ledger.Postgres.ReadModels;
using Ledger.Server.Api;
using Ledger.Server.Identity;
using Ledger.Server.Pages;
using Ledger.Server.Recording.Bodies;
using Ledger.Server.Web;

namespace Ledger.Server.Recording.Forms;

/// <summary>Shows forms and takes them: by the same shapes, decisions and appends as the API, with answers for people.</summary>
internal sealed class FormDesk(EventStore store, Recorder recorder, ReadModelCatalog catalog, TimeProvider clock)
{
    public const string VersionField = "__version";
    public const string PreviewField = "__preview";
    public const string EvidenceField = "__evidence";

    private static readonly TimeSpan PatienceWithModels = TimeSpan.FromSeconds(5);

    /// <summary>The form as it is at first, at an address of its own; where somebody went back to it, with what became of it.</summary>
    public async Task<IResult> ShowAsync(HttpContext context, Found found)
    {
        if (found.Task is not { } task) return found.Stop!;
        if (FormKey.OfAddress(context.Request) is not { } key)
        {
            context.Response.Headers.CacheControl = "no-store";
            return Results.LocalRedirect(View.Of(context, null).Here(keepNotice: true, (FormKey.Parameter.Name, FormKey.New())));
        }

        var used = await store.FindAsync(context.RequiredCaller().Actor, Preconditions.KeyOf(context.Request, key, []), context.RequestAborted);
        return Page(context, Model(task, task.Initial.With(task.Given), task.Stored.Count, key) with { Recorded = (used as AppendResult.KeyReused)?.First });
    }

    /// <summary>Takes a form: previews it or records it, or shows it again with what is wrong and everything that was typed.</summary>
    public async Task<IResult> TakeAsync(HttpContext context, Found found)
    {
        if (found.Task is not { } task) return found.Stop!;
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var values = FormValues.Of(form).With(task.Given);
        var seen = long.TryParse(form[VersionField], NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? given : task.Stored.Count;
        var model = Model(task, values, seen, FormKey.OfForm(form)) with { Asked = form.ContainsKey(PreviewField) };
        var body = JsonSerializer.SerializeToElement(values.Body(task.Shape));
        var (wish, faults) = Read(task, body, values);
        if (wish is null) return Page(context, model with { Faults = faults }, model.Asked ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest);
        var key = Preconditions.KeyOf(context.Request, model.Key, JsonSerializer.SerializeToUtf8Bytes(body));
        if (model.Asked) return Page(context, await LookAsync(context, model, wish, key));
        var outcome = await recorder.RecordAsync(Wish(context, wish, wish.MayCreate ? null : [seen], key), context.RequestAborted);
        return outcome is Outcome.Done done
            ? await DoneAsync(context, task, done.Entries[0], form.ContainsKey(EvidenceField))
            : await AgainAsync(context, model, outcome, key);
    }

    /// <summary>The wish of a signed-in person.</summary>
    public static Wish Wish(HttpContext context, WishedEntry entry, IReadOnlyList<long>? versions, IdempotencyKey key) =>
        new(context.RequiredCaller(), [entry], versions, key, Activity.Current?.TraceId.ToHexString() ?? context.TraceIdentifier);

    /// <summary>What an outcome other than success says to people.</summary>
    /// <param name="task">The form; null where there is none with fields.</param>
    /// <param name="outcome">The outcome.</param>
    public static FormFault FaultOf(FormTask? task, Outcome outcome)
    {
        var problem = WriteRequest.ProblemOf(outcome);
        if (task is not null && outcome is Outcome.KeyReused { First: var first })
            return new FormFault(
                null, $"这次填的与第 {first} 条不同，没有写入。第 {first} 条有误的，请更正它；确是另一件事的，请再按一次“写入台账”。",
                $"What you sent now differs from entry {first} and was not recorded. If entry {first} is wrong, correct it; if this is another fact, press Record once more.");
        if (outcome is not Outcome.Refused { Refusal: var refusal, Contradicts: var contradicts })
            return new FormFault(null, ProblemWords.Of(new Language(true), problem).Advice, problem.Detail);
        return new FormFault(
            task?.FieldOf(RefusalWords.Member(refusal.Code)),
            RefusalWords.Chinese(refusal) + (contradicts is { } at ? $"（与第 {at} 条记录矛盾）" : ""),
            refusal.Message + (contradicts is { } position ? $" It contradicts the entry at {position}." : ""));
    }

    /// <summary>Waits until the pages can show an entry, a little while at most.</summary>
    public Task ShownAsync(long position, CancellationToken ct) => catalog.WaitForAsync(position, PatienceWithModels, ct);

    private async Task<IResult> DoneAsync(HttpContext context, FormTask task, Receipt receipt, bool evidence)
    {
        await ShownAsync(receipt.Position, context.RequestAborted);
        var next = evidence && task.TakesEvidence ? FormAddresses.Evidence(receipt.Position) : task.Next ?? Addresses.OfStream(receipt.Stream);
        return Results.LocalRedirect(string.Create(CultureInfo.InvariantCulture, $"{next}?{PageNotice.Recorded.Name}={receipt.Position}"));
    }

    private async Task<IResult> AgainAsync(HttpContext context, FormModel model, Outcome outcome, IdempotencyKey key)
    {
        if (outcome is Outcome.Forbidden or Outcome.UnknownStream) return WriteRequest.ProblemOf(outcome).Answer();
        model = model with { Faults = [FaultOf(model.Task, outcome)] };
        // Nothing typed is lost: it can be sent from here as another entry, by whoever means it.
        if (outcome is Outcome.KeyReused reused) model = model with { Key = FormKey.After(key), Recorded = reused.First, Version = model.Task.Stored.Count };
        if (outcome is Outcome.Moved moved)
        {
            var stored = await store.ReadStreamAsync(model.Task.Stored[0].Stream, ct: context.RequestAborted);
            model = model with { Since = [.. Entries.Of(stored, clock.Today()).Where(entry => entry.Version > model.Version)], Version = moved.Version };
        }

        return Page(context, model, WriteRequest.ProblemOf(outcome).Status);
    }

    private async Task<FormModel> LookAsync(HttpContext context, FormModel model, WishedEntry wished, IdempotencyKey key)
    {
        var (refused, entries) = await recorder.LookAsync(Wish(context, wished, null, key), context.RequestAborted);
        return refused is null
            ? model with { Preview = Preview.Of(wished.Stream, [.. entries.SkipLast(1)], entries[^1], PageLanguage.Of(context.Request)) }
            : model with { Faults = [FaultOf(model.Task, refused)] };
    }

    private static (WishedEntry? Wish, IReadOnlyList<FormFault> Faults) Read(FormTask task, JsonElement body, FormValues values)
    {
        var errors = BodyCheck.Run(body, task.Shape);
        if (errors.Count > 0) return (null, [.. errors.Select(error => FormFault.Of(error, task.Shape, values))]);
        try
        {
            return (task.Wish(body), []);
        }
        catch (JsonException e)
        {
            var field = task.FieldOf(e.Path?.TrimStart('$').TrimStart('.'));
            return (null, [new FormFault(field, "数字超出了单位允许的范围。", e.Message.Split(" Path:")[0])]);
        }
    }

    private FormModel Model(FormTask task, FormValues values, long version, string key) => new(task, values, version, key, clock.Today());

    private static IResult Page(HttpContext context, FormModel model, int status = StatusCodes.Status200OK) =>
        context.Page<FormPage, FormModel>(null, model, status);
}
