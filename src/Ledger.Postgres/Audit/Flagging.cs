using Ledger.Domain.Audit;
using Ledger.Postgres.EventStore;
using Npgsql;

namespace Ledger.Postgres.Audit;

/// <summary>Puts flags on entries, with as many queries for many entries as for one.</summary>
internal static class Flagging
{
    private static readonly Comparer<AuditedEntry> ByPosition = Comparer<AuditedEntry>.Create((a, b) => a.Position.CompareTo(b.Position));

    /// <summary>The entries in their order, with the flags that they bear.</summary>
    public static async Task<IReadOnlyList<AuditLine>> FlagAsync(NpgsqlDataSource source, IReadOnlyList<StoredEntry> entries, CancellationToken ct)
    {
        var lines = entries.Select(AuditLines.Of).ToList();
        var corrected = lines.Where(line => line.Stored.Type == AuditLines.Corrected).Select(line => line.Audited.Undoes).OfType<long>();
        var undone = await ReadEntries.ExecuteAsync(source, [.. corrected.Distinct()], ct);
        var stretches = lines.Where(line => line.Audited.Percent is not null).GroupBy(line => line.Stored.Stream, StringComparer.Ordinal)
            .Select(stream => new Stretch(stream.Key, stream.Min(line => line.Stored.Version), stream.Max(line => line.Stored.Version)));
        var lookup = await ReadEarlier.ExecuteAsync(source, [.. stretches], ct);
        var earlier = lookup.ToDictionary(stream => stream.Key, stream => stream.ToList(), StringComparer.Ordinal);
        var bursts = await ReadBursts.ExecuteAsync(source, [.. lines.Select(line => line.Audited)], ct);
        return [.. lines.Select(line => line with
        {
            Flags = AuditFlags.Of(line.Audited, new AuditHistory(
                line.Audited.Percent is not null && earlier.TryGetValue(line.Stored.Stream, out var stream) ? Before(line.Audited, stream) : [],
                line.Audited.Undoes is { } position && undone.TryGetValue(position, out var mistaken) ? AuditLines.Of(mistaken).Audited : null,
                bursts.TryGetValue(line.Audited.Position, out var began) ? began : null)),
        })];
    }

    private static List<AuditedEntry> Before(AuditedEntry entry, List<AuditedEntry> stream)
    {
        var found = stream.BinarySearch(entry, ByPosition);
        var end = found < 0 ? ~found : found;
        var start = Math.Max(0, end - AuditHistory.Depth);
        return stream.GetRange(start, end - start);
    }
}
