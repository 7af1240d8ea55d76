using System.Collections.Concurrent;
using System.Text.Json;
using Ledger.Domain.Audit;
using Ledger.Domain.Entries;
using Ledger.Domain.Projects;
using Ledger.Domain.Time;
using Ledger.Postgres.EventStore;

namespace Ledger.Postgres.Audit;

/// <summary>Reads of an entry what an auditor needs, as JSON and not as an event: what other programs wrote must be seen too.</summary>
internal static class AuditLines
{
    private const int WorthSharing = 1_000;
    private const int MostDays = 20_000;
    private const int LongestSpelling = 100;
    private static readonly ConcurrentDictionary<string, EffectiveDate?> Days = new(StringComparer.Ordinal);

    public static readonly string Voided = NameOf<EntryEvent.EntryVoided>();
    public static readonly string Corrected = NameOf<EntryEvent.EntryCorrected>();
    public static readonly string Reviewed = NameOf<EntryEvent.EntryReviewed>();
    public static readonly string Evidence = NameOf<EntryEvent.EvidenceAttached>();
    public static readonly string Progress = NameOf<ProjectEvent.ProgressReported>();

    /// <summary>Reads entries in their order.</summary>
    /// <param name="entries">The entries.</param>
    /// <param name="read">What is made of each.</param>
    public static T[] Read<T>(IReadOnlyList<StoredEntry> entries, Func<StoredEntry, T> read)
    {
        // Each stands for itself, and reading them is most of an export's work.
        var found = new T[entries.Count];
        if (entries.Count >= WorthSharing) Parallel.For(0, found.Length, i => found[i] = read(entries[i]));
        else for (var i = 0; i < found.Length; i++) found[i] = read(entries[i]);
        return found;
    }

    /// <summary>The entry, still without flags.</summary>
    public static AuditLine Of(StoredEntry entry)
    {
        using var document = JsonDocument.Parse(entry.Data);
        var data = document.RootElement;
        var (type, fact) = StoredFact.Of(entry.Type, data);
        var effective = Effective(fact);
        var audited = Audited(entry, data, type, fact, effective);
        return new AuditLine(entry, audited, effective, StoredFact.Read<Source>(data, "source") ?? StoredFact.Read<Source>(fact, "source"), StoredFact.Text(data, "reason"), []);
    }

    /// <summary>What flags look at, of an entry that is not itself shown.</summary>
    public static AuditedEntry AuditedOf(StoredEntry entry)
    {
        using var document = JsonDocument.Parse(entry.Data);
        var (type, fact) = StoredFact.Of(entry.Type, document.RootElement);
        return Audited(entry, document.RootElement, type, fact, Effective(fact));
    }

    private static AuditedEntry Audited(StoredEntry entry, JsonElement data, string? type, JsonElement fact, EffectiveDate? effective)
    {
        var headers = EntryHeaders.Of(entry);
        var about = StoredFact.Get(data, "position") is { ValueKind: JsonValueKind.Number } number && number.TryGetInt64(out var position) ? position : (long?)null;
        return new AuditedEntry
        {
            Position = entry.Position,
            Type = entry.Type,
            // What is conspicuous about a simulated entry is so in the simulation's own time: all of it is recorded within seconds.
            RecordedAt = headers.SimulatedAt ?? entry.RecordedAt,
            Actor = entry.Actor,
            HoldsFrom = effective?.On,
            Owner = headers.Owner,
            Late = headers.Late,
            Evaluated = headers.Evaluated,
            Fact = type,
            Undoes = entry.Type == Voided || entry.Type == Corrected ? about : null,
            Reviews = entry.Type == Reviewed ? about : null,
            Percent = type == Progress && StoredFact.Get(fact, "percent") is { ValueKind: JsonValueKind.Number } percent && percent.TryGetDecimal(out var value) ? value : null,
        };
    }

    // Days are few and entries many: each spelling of one is read once. What comes when there are very many is read each time.
    private static EffectiveDate? Effective(JsonElement fact)
    {
        if (StoredFact.Get(fact, "effective") is not { } stored) return null;
        var spelling = stored.GetRawText();
        if (Days.TryGetValue(spelling, out var known)) return known;
        var read = StoredFact.Read<EffectiveDate>(fact, "effective");
        if (spelling.Length <= LongestSpelling && Days.Count < MostDays) Days.TryAdd(spelling, read);
        return read;
    }

    private static string NameOf<T>() => EventTypes.All.Single(type => type.Value == typeof(T)).Key;
}
