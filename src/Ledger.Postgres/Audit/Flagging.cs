using Ledger.Domain.Audit;
using Ledger.Postgres.EventStore;
using Npgsql;

namespace Ledger.Postgres.Audit;

/// <summary>Puts flags on entries, with as many queries for many entries as for one.</summary>
internal static class Flagging
{
    private static readonly Comparer<AuditedEntry> ByPosition = Comparer<AuditedEntry>.Create((a, b) => a.Position.CompareTo(b.Position));

    /// <summary>The entries in their order, with the flags that they bear.</summary>
    /// <param name="source">The database.</param>
    /// <param name="entries">The entries.</param>
    /// <param name="known">The end of the ledger as it is asked about.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task<IReadOnlyList<AuditLine>> FlagAsync(NpgsqlDataSource source, IReadOnlyList<StoredEntry> entries, Head known, CancellationToken ct)
    {
        var lines = AuditLines.Read(entries, AuditLines.Of);
        var named = lines.Select(line => line.Stored.Type == AuditLines.Corrected ? line.Audited.Undoes : line.Audited.Reviews).OfType<long>();
        var others = (await ReadEntries.ExecuteAsync(source, [.. named.Distinct()], ct)).ToDictionary(pair => pair.Key, pair => AuditLines.AuditedOf(pair.Value));
        var reviews = lines.Where(line => line.Audited.Reviews is not null).Select(line => line.Audited).ToList();
        var owners = await ReadKeyOwners.ExecuteAsync(
            source, reviews.Concat(reviews.Select(review => others.GetValueOrDefault(review.Reviews!.Value)).OfType<AuditedEntry>()).Where(one => one.Owner is null).Select(one => one.Actor), ct);
        var answers = await ReadAnswers.ExecuteAsync(source, [.. lines.Where(line => CompletedWithoutEvidence.Concerns(line.Audited))], known.Position, ct);
        var stretches = lines.Where(line => line.Audited.Percent is not null).GroupBy(line => line.Stored.Stream, StringComparer.Ordinal)
            .Select(stream => new Stretch(stream.Key, stream.Min(line => line.Stored.Version), stream.Max(line => line.Stored.Version)));
        var lookup = await ReadEarlier.ExecuteAsync(source, [.. stretches], ct);
        var earlier = lookup.ToDictionary(stream => stream.Key, stream => stream.ToList(), StringComparer.Ordinal);
        var bursts = await ReadBursts.ExecuteAsync(source, [.. lines.Select(line => line.Audited)], ct);
        return [.. lines.Select(line => line with
        {
            Flags = AuditFlags.Of(Owned(line.Audited), new AuditHistory(
                line.Audited.Percent is not null && earlier.TryGetValue(line.Stored.Stream, out var stream) ? Before(line.Audited, stream) : [],
                line.Audited.Undoes is { } position ? others.GetValueOrDefault(position) : null,
                bursts.TryGetValue(line.Audited.Position, out var began) ? began : null)
            {
                Reviewed = line.Audited.Reviews is { } target && others.GetValueOrDefault(target) is { } reviewed ? Owned(reviewed) : null,
                KnownAt = known.RecordedAt,
                AnsweredAt = [.. answers[line.Audited.Position]],
            }),
        })];

        AuditedEntry Owned(AuditedEntry entry) => entry is { Owner: null, Actor: { } actor } && owners.TryGetValue(actor, out var owner) ? entry with { Owner = owner } : entry;
    }

    private static List<AuditedEntry> Before(AuditedEntry entry, List<AuditedEntry> stream)
    {
        var found = stream.BinarySearch(entry, ByPosition);
        var end = found < 0 ? ~found : found;
        var start = Math.Max(0, end - AuditHistory.Depth);
        return stream.GetRange(start, end - start);
    }
}
