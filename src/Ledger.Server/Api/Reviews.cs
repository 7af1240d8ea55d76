using System.Text.Json;
using Ledger.Domain.Entries;
using Ledger.Domain.Time;
using Ledger.Postgres.EventStore;

namespace Ledger.Server.Api;

/// <summary>What reviewers said of the entries of one stream.</summary>
internal static class Reviews
{
    /// <summary>The stored name of a review.</summary>
    public static string Reviewed { get; } = EventTypes.All.Single(type => type.Value == typeof(EntryEvent.EntryReviewed)).Key;

    /// <summary>The last word on every entry that can be reviewed, by position.</summary>
    /// <remarks>Read as JSON and not as events: what another program or a later version wrote must be shown too.</remarks>
    public static IReadOnlyDictionary<long, ReviewItem> Of(IReadOnlyList<StoredEntry> stored)
    {
        var reviews = new Dictionary<long, ReviewItem>();
        foreach (var entry in stored)
        {
            if (StreamName.TypeOf(entry.Stream) is not ("project" or "indicator")) continue;
            if (entry.Type != Reviewed)
                reviews[entry.Position] = new ReviewItem(
                    Review.IsPublication(entry.Actor) ? ReviewStatus.Confirmed : ReviewStatus.Reported, null, null, null, null);
            else if (Read(entry) is var (position, item)) reviews[position] = item;
        }

        return reviews;
    }

    private static (long Position, ReviewItem Item)? Read(StoredEntry entry)
    {
        using var document = JsonDocument.Parse(entry.Data);
        var data = document.RootElement;
        if (!data.TryGetProperty("position", out var position) || !position.TryGetInt64(out var target)
            || !data.TryGetProperty("verdict", out var given) || !Code<Verdict>.TryParse(given.GetString(), out var verdict)) return null;
        var reason = data.TryGetProperty("reason", out var why) && why.ValueKind == JsonValueKind.String ? why.GetString() : null;
        return (target, new ReviewItem(
            verdict == Verdict.Confirmed ? ReviewStatus.Confirmed : ReviewStatus.Rejected, entry.Position, entry.RecordedAt, entry.Actor, reason));
    }
}
