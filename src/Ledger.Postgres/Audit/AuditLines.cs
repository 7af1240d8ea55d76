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
    public static readonly string Voided = NameOf<EntryEvent.EntryVoided>();
    public static readonly string Corrected = NameOf<EntryEvent.EntryCorrected>();
    public static readonly string Reviewed = NameOf<EntryEvent.EntryReviewed>();
    public static readonly string Evidence = NameOf<EntryEvent.EvidenceAttached>();
    public static readonly string Progress = NameOf<ProjectEvent.ProgressReported>();

    /// <summary>The entry, still without flags.</summary>
    public static AuditLine Of(StoredEntry entry)
    {
        using var document = JsonDocument.Parse(entry.Data);
        var data = document.RootElement;
        var (type, fact) = StoredFact.Of(entry.Type, data);
        var effective = StoredFact.Read<EffectiveDate>(fact, "effective");
        var headers = EntryHeaders.Of(entry);
        var about = StoredFact.Get(data, "position") is { ValueKind: JsonValueKind.Number } number && number.TryGetInt64(out var position) ? position : (long?)null;
        var audited = new AuditedEntry
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
        return new AuditLine(entry, audited, effective, StoredFact.Read<Source>(data, "source") ?? StoredFact.Read<Source>(fact, "source"), StoredFact.Text(data, "reason"), []);
    }

    private static string NameOf<T>() => EventTypes.All.Single(type => type.Value == typeof(T)).Key;
}
