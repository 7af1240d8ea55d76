using Ledger.Domain.Entries;

namespace Ledger.Domain.Time;

/// <summary>A live entry as the fold sees it: not voided, corrections standing in the place of what they correct.</summary>
/// <param name="On">The day from which it holds.</param>
/// <param name="Order">
/// Decides among facts of one day: the position of the entry, for a correction the order of the entry it corrects, so that a
/// correction stands exactly where the mistake stood.
/// </param>
/// <param name="Entry">The entry that records it (the correcting one, for a correction).</param>
/// <param name="Event">What holds (the replacement, for a correction).</param>
public sealed record Fact(DateOnly On, long Order, Recorded Entry, LedgerEvent Event) : IComparable<Fact>
{
    /// <summary>Its place, without what it says.</summary>
    public Mark Mark => new(On, Order, Entry.Position, Entry.Version, Entry.RecordedAt);

    /// <inheritdoc />
    public int CompareTo(Fact? other)
    {
        if (other is null) return 1;
        var byDay = On.CompareTo(other.On);
        return byDay != 0 ? byDay : Order.CompareTo(other.Order);
    }

    /// <summary>Earlier in the order of the fold.</summary>
    public static bool operator <(Fact left, Fact right) => left.CompareTo(right) < 0;

    /// <summary>Earlier in the order of the fold, or the same.</summary>
    public static bool operator <=(Fact left, Fact right) => left.CompareTo(right) <= 0;

    /// <summary>Later in the order of the fold.</summary>
    public static bool operator >(Fact left, Fact right) => left.CompareTo(right) > 0;

    /// <summary>Later in the order of the fold, or the same.</summary>
    public static bool operator >=(Fact left, Fact right) => left.CompareTo(right) >= 0;
}
