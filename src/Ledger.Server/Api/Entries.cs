using System.Text.Json;
using Ledger.Domain.Entries;
using Ledger.Domain.Simulations;
using Ledger.Domain.Time;
using Ledger.Postgres.EventStore;
using Ledger.Server.Evidence;
using Ledger.Server.Web;

namespace Ledger.Server.Api;

/// <summary>The entries of one stream, as a supervisor reads them: everything that was ever recorded, and what became of it.</summary>
internal static class Entries
{
    public const string Description = """
        Every entry ever recorded by `knownAt`, oldest first, also those voided or corrected since, which say by whom and why.
        `asOf` restricts nothing: it decides which entries are marked as counting in the state on that day.
        """;

    public static async Task<IResult> AnswerAsync<TState>(ApiRequest request, EventStore store, string? id)
        where TState : class, IAggregate<TState>
    {
        if (await request.PageAsync() is not { } page) return request.Stop!;
        var stream = StreamName.Of<TState>(id!);
        var stored = await store.ReadStreamAsync(stream, page.Times.Position, request.Aborted);
        if (stored.Count == 0)
            return await NotThere.AnswerAsync(store, TState.StreamType, id!, "recorded", page.Times, request.Aborted);
        var shown = Of(stored, page.Times.AsOf).Where(entry => entry.Version > page.After).Take(page.Limit).ToList();
        var next = shown.Count > 0 && shown[^1].Version < stored.Count ? page.CursorAfter(shown[^1].Version) : null;
        return request.Answer(new EntryListing(page.Times.AsOf, page.Times.KnownAt, page.Times.Position, stream, stored.Count, shown, next));
    }

    /// <summary>The entries of a stream with what later ones did to them; also what the command <c>history</c> prints.</summary>
    /// <param name="stored">All entries of the stream that were known.</param>
    /// <param name="asOf">The day for which they are marked as counting.</param>
    public static IEnumerable<EntryItem> Of(IReadOnlyList<StoredEntry> stored, DateOnly asOf)
    {
        var undone = UndoneBy(stored);
        var reviews = Reviews.Of(stored);
        var evidence = EvidenceItem.ByEntry(stored, undone.ContainsKey);
        return stored.Select(entry => Item(entry, undone.GetValueOrDefault(entry.Position), reviews.GetValueOrDefault(entry.Position), [.. evidence[entry.Position]], asOf));
    }

    // Read as JSON and not as events: what another program or a later version wrote must be shown too.
    private static EntryItem Item(StoredEntry entry, (string Type, Undone By) undone, ReviewItem? review, IReadOnlyList<EvidenceItem> evidence, DateOnly asOf)
    {
        using var document = JsonDocument.Parse(entry.Data);
        var data = document.RootElement.Clone();
        var effective = StoredFact.Read<EffectiveDate>(data, "effective");
        var headers = EntryHeaders.Of(entry);
        return new EntryItem(
            entry.Position, entry.Version, entry.Type, effective?.On, effective?.Date.ToString(), effective?.Observed ?? false,
            entry.RecordedAt, entry.Actor, data, SourceItem.Of(StoredFact.Read<Source>(data, "source")), StoredFact.Text(data, "reason"), headers.Late is not null, headers.Late,
            undone.Type == Voided ? undone.By : null, undone.Type == Corrected ? undone.By : null,
            review, evidence, undone.By is null && !SaysNothingOfTheWorld(entry.Type) && HoldsFrom(entry, data) <= asOf,
            Simulated.IsActor(entry.Actor), headers.SimulatedAt);
    }

    // A correction holds from the day that its replacement names.
    private static DateOnly? HoldsFrom(StoredEntry entry, JsonElement data) =>
        StoredFact.Read<EffectiveDate>(StoredFact.Of(entry.Type, data).Data, "effective")?.On;

    private static readonly string Voided = EventTypes.All.Single(type => type.Value == typeof(EntryEvent.EntryVoided)).Key;
    private static readonly string Corrected = EventTypes.All.Single(type => type.Value == typeof(EntryEvent.EntryCorrected)).Key;

    private static bool SaysNothingOfTheWorld(string type) => type == Voided || type == Reviews.Reviewed || type == EvidenceItem.Attached;

    private static Dictionary<long, (string Type, Undone By)> UndoneBy(IReadOnlyList<StoredEntry> stored)
    {
        var undone = new Dictionary<long, (string, Undone)>();
        foreach (var entry in stored.Where(entry => entry.Type == Voided || entry.Type == Corrected))
        {
            using var document = JsonDocument.Parse(entry.Data);
            if (document.RootElement.TryGetProperty("position", out var position) && position.TryGetInt64(out var target))
                undone[target] = (entry.Type, new Undone(entry.Position, entry.RecordedAt, entry.Actor, StoredFact.Text(document.RootElement, "reason")));
        }

        return undone;
    }
}
