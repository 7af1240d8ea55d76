namespace Ledger.Domain.Time;

/// <summary>The place of a fact in the fold and in the ledger, without what it says: all that is to be kept of it once it was folded.</summary>
/// <param name="On">The day from which it holds.</param>
/// <param name="Order">Decides among facts of one day, see <see cref="Fact"/>.</param>
/// <param name="Position">Position of the entry that records it.</param>
/// <param name="Version">That entry's version in its stream.</param>
/// <param name="RecordedAt">That entry's recorded time.</param>
public readonly record struct Mark(DateOnly On, long Order, long Position, long Version, DateTimeOffset RecordedAt)
{
    /// <summary>Whether it comes earlier in the order of the fold than another.</summary>
    public bool IsBefore(Mark other) => On < other.On || (On == other.On && Order < other.Order);
}
