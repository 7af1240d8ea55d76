using Ledger.Domain.Accounts;
using Ledger.Domain.Entries;
using Ledger.Domain.Indicators;
using Ledger.Domain.Projects;
using Ledger.Domain.Time;
using Ledger.Postgres.EventStore;
using Ledger.Postgres.ReadModels;
using Ledger.Server.Pages;
using Ledger.Server.Recording.Bodies;
using Ledger.Server.Web;

namespace Ledger.Server.Recording.Forms;

/// <summary><c>GET</c> and <c>POST /entries/{position}/correct</c>: the form of the entry, filled as it was.</summary>
internal static class CorrectEntryForm
{
    private const string Prefix = "replacement.";

    private static readonly Parameter Type = new("type", ParameterKind.Code, "Kind of fact that is right; default: that of the entry.") { Values = [.. EntryShapes.NamesOf(typeof(ProjectEvent)), .. EntryShapes.NamesOf(typeof(IndicatorEvent))] };

    private static readonly Operation Operation = new("correctEntryPage", "Pages", "", "", EntryAt.Position, Type);

    public static void Map(IEndpointRouteBuilder app) => app.MapForm("/entries/{position}/correct", Operation, FindAsync, Role.Recorder);

    private static async Task<Found> FindAsync(ApiRequest request, HttpContext context, RecordOn on)
    {
        var (entry, stored, stop) = await on.EntryAsync(request, context);
        if (entry is null || stop is not null) return new Found(null, stop);
        var shapes = StreamName.TypeOf(entry.Stream) == "project" ? EntryShapes.Project : EntryShapes.Indicator;
        var fact = FactOf(entry);
        var type = request.Values.Text(Type) ?? (fact is null ? null : EventTypes.NameOf(fact));
        // What is no fact, a voiding or a file, is refused as the API refuses it, once a kind was chosen.
        if (type is null || !shapes.Cases.TryGetValue(type, out var shape)) return new Found(null, Problems.Refused(new EntryRefusals.NotAReplacement(type ?? entry.Type), null, null).Answer());
        return new Found(new FormTask
        {
            Title = ("更正记录", "Correct an entry"),
            Subject = await on.SubjectAsync(entry.Stream, request.Aborted),
            Back = Addresses.OfStream(entry.Stream)!,
            Shape = CorrectEntry.ShapeOf(WithoutReason(shape)),
            Given = new Dictionary<string, string> { [Prefix + "type"] = type },
            Initial = fact is null ? new FormValues() : FormValues.Of(fact, Prefix),
            OtherTypes = [.. shapes.Cases.Keys.OrderBy(EntryWords.Rank)],
            Stored = stored,
            About = entry,
            Wish = body => CorrectEntry.Wish(entry, EntryShapes.Read(body.GetProperty("replacement")), body),
        }, null);
    }

    private static LedgerEvent? FactOf(StoredEntry entry) => entry.ToRecorded().Event switch
    {
        EntryEvent.EntryCorrected corrected => corrected.Replacement,
        EntryEvent => null,
        var fact => fact,
    };

    // The reason that is asked for is the correction's; two would only be confused.
    private static Shape.Object WithoutReason(Shape.Object shape) => shape with { Members = [.. shape.Members.Where(member => member.Name != "reason")] };
}
