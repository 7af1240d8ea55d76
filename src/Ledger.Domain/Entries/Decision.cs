namespace Ledger.Domain.Entries;

/// <summary>What became of a command.</summary>
public abstract record Decision
{
    private Decision() { }

    /// <summary>The entry may be appended.</summary>
    /// <param name="Event">The fact to append.</param>
    public sealed record Accepted(LedgerEvent Event) : Decision;

    /// <summary>The entry is refused.</summary>
    /// <param name="Refusal">Why.</param>
    /// <param name="Contradicts">
    /// Position of the present entry that could no longer stand, where it is not the new one itself that is at fault.
    /// </param>
    public sealed record Refused(Refusal Refusal, long? Contradicts = null) : Decision;
}
