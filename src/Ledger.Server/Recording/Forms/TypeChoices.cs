using System.Text.Json;
using System.Text.Json.Nodes;
using Ledger.Domain.Entries;
using Ledger.Domain.Time;
using Ledger.Postgres.EventStore;
using Ledger.Postgres.ReadModels;
using Ledger.Server.Recording.Bodies;

namespace Ledger.Server.Recording.Forms;

/// <summary>A kind of fact that may be recorded.</summary>
/// <param name="Type">Its stored name.</param>
/// <param name="Against">Why it can't follow what is recorded, if it held today; null if it can.</param>
internal sealed record TypeChoice(string Type, Refusal? Against);

/// <summary>A choice of kinds.</summary>
/// <param name="Subject">What the fact is about.</param>
/// <param name="Back">The page about it.</param>
/// <param name="Choices">The kinds, those first that can follow.</param>
internal sealed record ChooseTypeModel(string Subject, string Back, IReadOnlyList<TypeChoice> Choices);

/// <summary>Which kinds of facts can follow now: the domain is asked about each, with nothing in it but today's date.</summary>
internal static class TypeChoices
{
    public static IReadOnlyList<TypeChoice> Of(string stream, IReadOnlyList<StoredEntry> stored, Shape.Union shapes, DateOnly today, Author author)
    {
        IReadOnlyList<Recorded> entries = [.. stored.Select(entry => entry.ToRecorded())];
        return
        [
            .. from type in shapes.Cases.Keys
               let choice = new TypeChoice(type, Against(stream, entries, Least(shapes.Cases[type], today), today, author))
               orderby choice.Against is not null, EntryWords.Rank(type)
               select choice,
        ];
    }

    private static Refusal? Against(string stream, IReadOnlyList<Recorded> entries, LedgerEvent @event, DateOnly today, Author author) =>
        Decisions.Decide(stream, entries, @event, today, author) is Decision.Refused { Refusal: var refusal } && !IsAboutContent(refusal) ? refusal : null;

    // What is wrong with a fact that says nothing yet tells nothing of one that does.
    private static bool IsAboutContent(Refusal refusal) => RefusalWords.Member(refusal.Code) is not (null or "effectiveOn");

    private static LedgerEvent Least(Shape.Object shape, DateOnly today) => EntryShapes.Read(JsonSerializer.SerializeToElement(LeastOf(shape, today)));

    private static JsonNode LeastOf(Shape shape, DateOnly today) => shape switch
    {
        Shape.Object inner => new JsonObject(inner.Members.Where(member => member.Required).Select(member => KeyValuePair.Create(member.Name, (JsonNode?)LeastOf(member.Shape, today)))),
        Shape.OneOf codes => codes.Values[0],
        Shape.Date => TimeText.Of(today),
        Shape.Number => 0,
        Shape.Flag => false,
        Shape.List => new JsonArray(),
        _ => "—",
    };
}
