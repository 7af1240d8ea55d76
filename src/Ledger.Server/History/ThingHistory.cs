using System.Text.Json.Nodes;
using Ledger.Domain.Time;
using Ledger.Postgres.EventStore;
using Ledger.Postgres.ReadModels;
using Ledger.Server.Compare;

namespace Ledger.Server.History;

/// <summary>Everything recorded of one project or indicator by now, and everything that was ever believed of it.</summary>
/// <typeparam name="TState">Its state.</typeparam>
/// <param name="Position">The position up to which both were read.</param>
/// <param name="Stored">Its entries, oldest first.</param>
/// <param name="Stretches">What was believed, in the order in which it came to be believed.</param>
/// <param name="InFull">The fields of a state by their paths.</param>
internal sealed record ThingHistory<TState>(
    long Position, IReadOnlyList<StoredEntry> Stored, IReadOnlyList<Stretch<TState>> Stretches, Func<Row<TState>, SortedDictionary<string, JsonNode?>> InFull)
{
    // Each entry is compared with the one before: every state is taken apart once.
    private readonly Dictionary<Row<TState>, SortedDictionary<string, JsonNode?>> _fields = new(ReferenceEqualityComparer.Instance);

    /// <summary>The state at two times; null where the project was not there.</summary>
    public Row<TState>? At(DateOnly asOf, long position) => Stretches.FirstOrDefault(stretch => stretch.Holds(asOf, position))?.Row;

    /// <summary>The first day about which anything was known at a position; null where nothing was.</summary>
    public DateOnly? FirstDay(long position) => Stretches.Where(stretch => stretch.Holds(stretch.Row.EffectiveFrom, position)).Min(stretch => (DateOnly?)stretch.Row.EffectiveFrom);

    /// <summary>The fields that differ between two pairs of times.</summary>
    public IReadOnlyList<ChangedField> Differing((DateOnly AsOf, long Position) before, (DateOnly AsOf, long Position) after) =>
        Fields.Differing(FieldsAt(before.AsOf, before.Position), FieldsAt(after.AsOf, after.Position));

    /// <summary>The entries known at a position.</summary>
    /// <param name="asOf">The day for which they are marked as counting.</param>
    /// <param name="position">The position.</param>
    public IReadOnlyList<EntryView> Entries(DateOnly asOf, long position) =>
        [.. Api.Entries.Of([.. Stored.Where(entry => entry.Position <= position)], asOf).Select(EntryView.Of)];

    /// <summary>The same, with what each of them changed.</summary>
    /// <param name="asOf">The day for which they are marked as counting.</param>
    /// <param name="position">The position.</param>
    public IReadOnlyList<EntryView> EntriesWithEffects(DateOnly asOf, long position)
    {
        var entries = Entries(asOf, position).ToDictionary(entry => entry.Item.Position);
        return [.. entries.Values.Select(entry => entry with { Effect = EffectOf(entry, entries) })];
    }

    // A correction may move a fact: then the earlier of the two days is the one about which something changed.
    private Effect? EffectOf(EntryView entry, Dictionary<long, EntryView> entries)
    {
        var (at, days) = (entry.Item.Position, new SortedSet<DateOnly>());
        for (var one = entry; one is not null; one = one.About is { } about && about < one.Item.Position ? entries.GetValueOrDefault(about) : null)
            if (one.HoldsFrom is { } day) days.Add(day);
        foreach (var day in days)
        {
            var fields = Differing((day, at - 1), (day, at));
            if (fields.Count > 0) return new Effect(day, fields, At(day, at - 1) is null);
        }

        return null;
    }

    private SortedDictionary<string, JsonNode?> FieldsAt(DateOnly asOf, long position)
    {
        if (At(asOf, position) is not { } row) return new(StringComparer.Ordinal);
        return _fields.TryGetValue(row, out var fields) ? fields : _fields[row] = InFull(row);
    }
}
