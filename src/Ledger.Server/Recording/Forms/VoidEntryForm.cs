using Ledger.Domain.Accounts;
using Ledger.Domain.Plans;
using Ledger.Domain.Time;
using Ledger.Postgres.EventStore;
using Ledger.Postgres.ReadModels;
using Ledger.Server.Pages;
using Ledger.Server.Web;

namespace Ledger.Server.Recording.Forms;

/// <summary><c>GET</c> and <c>POST /entries/{position}/void</c>: an entry counts no more.</summary>
internal static class VoidEntryForm
{
    private static readonly Operation Operation = new("voidEntryPage", "Pages", "", "", EntryAt.Position);

    public static void Map(IEndpointRouteBuilder app) => app.MapForm("/entries/{position}/void", Operation, FindAsync, Role.Recorder, Role.Reviewer);

    private static async Task<Found> FindAsync(ApiRequest request, HttpContext context, RecordOn on)
    {
        var (entry, stored, stop) = await on.EntryAsync(request, context, Decisions.IsReviewersOwn);
        return entry is null || stop is not null ? new Found(null, stop) : new Found(new FormTask
        {
            Title = ("作废记录", "Void an entry"),
            Subject = await on.SubjectAsync(entry.Stream, request.Aborted),
            Back = BackOf(entry),
            Next = BackOf(entry),
            Note = Note(entry),
            Shape = VoidEntry.Shape,
            Stored = stored,
            About = entry,
            Wish = body => VoidEntry.Wish(entry, body, request.Today),
        }, null);
    }

    private static string BackOf(StoredEntry entry) => Fact(entry) switch
    {
        PlanEvent.PeriodClosed => FormAddresses.Periods(StreamName.IdOf(entry.Stream)),
        PlanEvent.EvaluationIssued => FormAddresses.Evaluations(StreamName.IdOf(entry.Stream)),
        _ => Addresses.OfStream(entry.Stream)!,
    };

    private static (string Chinese, string English)? Note(StoredEntry entry) => Fact(entry) is PlanEvent.PeriodClosed { Period: var period }
        ? ($"作废后，{period} 重新打开，其后的记录不再算迟报；已经标为迟报的不变。", $"This opens {period} again: what is recorded from then on is not late. What was late stays so.")
        : null;

    private static PlanEvent? Fact(StoredEntry entry) => Decisions.IsReviewersOwn(entry) ? entry.ToRecorded().Event as PlanEvent : null;
}
