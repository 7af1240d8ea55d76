namespace Ledger.Domain.Entries;

/// <summary>An entry as the ledger holds it: the fact, and when and by whom it was recorded.</summary>
/// <param name="Position">Place in the whole ledger, from 1, without gaps.</param>
/// <param name="Stream">The stream it belongs to, such as <c>project-wuxi-145.baima-primary</c>.</param>
/// <param name="Version">Place in its stream, from 1, without gaps.</param>
/// <param name="RecordedAt">记录时间: given by the database, strictly increasing with the position.</param>
/// <param name="Actor">The authenticated person, key or process that recorded it.</param>
/// <param name="Event">The fact.</param>
/// <param name="Owner">The person behind the actor, where it is a key; absent where the ledger was not told.</param>
public sealed record Recorded(
    long Position,
    string Stream,
    long Version,
    DateTimeOffset RecordedAt,
    string Actor,
    LedgerEvent Event,
    string? Owner = null);
