using Ledger.Postgres.EventStore;
using Ledger.Postgres.ReadModels;
using Ledger.Server.Api;
using Ledger.Server.Pages;

namespace Ledger.Server.Feed;

/// <summary>One of the latest entries.</summary>
/// <param name="Entry">The entry.</param>
/// <param name="Stream">Its stream.</param>
/// <param name="Name">What it is about, by name.</param>
/// <param name="Region">区县 of its plan; null where that is not known.</param>
internal sealed record LatestEntry(EntryItem Entry, string Stream, string Name, string? Region)
{
    /// <summary>Entries with the names of what they are about.</summary>
    /// <param name="entries">The entries.</param>
    /// <param name="queries">Knows the names.</param>
    /// <param name="regions">区县 by the codes of plans.</param>
    /// <param name="position">As known at this position.</param>
    /// <param name="asOf">The day for which they are read.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task<IReadOnlyList<LatestEntry>> NameAsync(
        IReadOnlyList<StoredEntry> entries, LedgerQueries queries, IReadOnlyDictionary<string, string> regions, long position, DateOnly asOf, CancellationToken ct)
    {
        var subjects = await Subject.OfAllAsync(queries, entries.Select(entry => entry.Stream), position, ct);
        return [.. entries.Select(stored => (Stored: stored, About: subjects[stored.Stream])).Select(one => new LatestEntry(
            Entries.Of([one.Stored], asOf).Single(), one.Stored.Stream, one.About.Name, one.About.Plan is { } plan ? regions.GetValueOrDefault(plan) : null))];
    }
}
