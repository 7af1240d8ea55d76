using Ledger.Domain.Accounts;
using Ledger.Server.Pages;
using Ledger.Server.Web;

namespace Ledger.Server.Recording.Forms;

/// <summary><c>GET</c> and <c>POST /entries/{position}/void</c>: an entry counts no more.</summary>
internal static class VoidEntryForm
{
    private static readonly Operation Operation = new("voidEntryPage", "Pages", "", "", EntryAt.Position);

    public static void Map(IEndpointRouteBuilder app) => app.MapForm("/entries/{position}/void", Operation, Role.Recorder, ShowAsync, TakeAsync);

    private static async Task<IResult> ShowAsync(ApiRequest request, HttpContext context, RecordOn on, FormDesk desk) => desk.Show(context, await FindAsync(request, context, on));

    private static async Task<IResult> TakeAsync(ApiRequest request, HttpContext context, RecordOn on, FormDesk desk) => await desk.TakeAsync(context, await FindAsync(request, context, on));

    private static async Task<Found> FindAsync(ApiRequest request, HttpContext context, RecordOn on)
    {
        var (entry, stored, stop) = await on.EntryAsync(request, context);
        return entry is null || stop is not null ? new Found(null, stop) : new Found(new FormTask
        {
            Title = ("作废记录", "Void an entry"),
            Subject = await on.SubjectAsync(entry.Stream, request.Aborted),
            Back = Addresses.OfStream(entry.Stream)!,
            Shape = VoidEntry.Shape,
            Stored = stored,
            About = entry,
            Wish = body => VoidEntry.Wish(entry, body, request.Today),
        }, null);
    }
}
