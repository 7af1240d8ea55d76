using Ledger.Domain.Entries;
using Ledger.Domain.Time;
using Ledger.Server.Api;
using Ledger.Server.Compare;

namespace Ledger.Server.History;

/// <summary>What an entry changed about a day, on the day it was recorded.</summary>
/// <param name="On">业务日期.</param>
/// <param name="Fields">The fields that differ between just before it was recorded and just after.</param>
/// <param name="Begins">Whether there was nothing before.</param>
internal sealed record Effect(DateOnly On, IReadOnlyList<ChangedField> Fields, bool Begins);

/// <summary>An entry as pages show it.</summary>
/// <param name="Item">The entry.</param>
/// <param name="Kind">What it is to other entries.</param>
/// <param name="About">Position of the entry that it voids, corrects, reviews or adds to; null for a fact.</param>
/// <param name="Effect">What it changed; null where it changed nothing that is shown.</param>
internal sealed record EntryView(EntryItem Item, EntryKind Kind, long? About, Effect? Effect)
{
    /// <summary>The effective date as exactly as told; null in an entry that names none.</summary>
    public ReducedDate? Told => ReducedDate.TryParse(Item.EffectiveDate, out var date) ? date : null;

    /// <summary>The day from which something holds in the world; null of an entry that is only about another one.</summary>
    public DateOnly? HoldsFrom => Kind is EntryKind.Fact or EntryKind.Correction ? Item.EffectiveOn : null;

    /// <summary>The stored name of the fact that a correction puts in place of another; null for other entries.</summary>
    public string? Replacement =>
        Kind == EntryKind.Correction && Item.Data.TryGetProperty("replacement", out var replacement) && replacement.TryGetProperty("type", out var type)
            ? type.GetString()
            : null;

    /// <summary>The entry without what it changed.</summary>
    public static EntryView Of(EntryItem item)
    {
        var kind = KindOf(item.Type);
        var about = kind != EntryKind.Fact && item.Data.TryGetProperty("position", out var position) && position.TryGetInt64(out var target) ? target : (long?)null;
        return new EntryView(item, kind, about, null);
    }

    private static EntryKind KindOf(string type) => EventTypes.Find(type) switch
    {
        { } found when found == typeof(EntryEvent.EntryCorrected) => EntryKind.Correction,
        { } found when found == typeof(EntryEvent.EntryVoided) => EntryKind.Voiding,
        { } found when found == typeof(EntryEvent.EntryReviewed) => EntryKind.Review,
        { } found when found.IsSubclassOf(typeof(EntryEvent)) => EntryKind.Note,
        _ => EntryKind.Fact,
    };
}
