using Ledger.Domain.Time;

namespace Ledger.Domain.Entries;

/// <summary>One fact, in the past tense, as it is stored for ever.</summary>
/// <remarks>
/// Stored bytes: renaming a case or a property rewrites history. Add a new case or an optional property instead.
/// Position, version, recorded time and actor are the ledger's own and stand beside the event: see <see cref="Recorded"/>.
/// </remarks>
public abstract record LedgerEvent
{
    /// <summary>业务日期: the day from which the fact holds.</summary>
    public required EffectiveDate Effective { get; init; }

    /// <summary>来源: the document and place that say so, if any.</summary>
    public Source? Source { get; init; }

    /// <summary>Why the entry was made; required of those that void or correct another.</summary>
    public string? Reason { get; init; }
}
