using Ledger.Domain.Entries;

namespace Ledger.Domain.Audit;

/// <summary>The entry corrects an entry that was itself a correction.</summary>
/// <remarks>
/// Reason: one slip of the pen is corrected once. A figure that is corrected again is either not known or being negotiated,
/// and whoever relies on it should see both earlier values.
/// </remarks>
internal sealed class CorrectedTwice : IAuditFlag
{
    internal static readonly string Correction = EventTypes.All.Single(type => type.Value == typeof(EntryEvent.EntryCorrected)).Key;

    public string Name => "corrected-twice";

    public bool Marks(AuditedEntry entry, AuditHistory history) => entry.Type == Correction && history.Undone?.Type == Correction;
}
