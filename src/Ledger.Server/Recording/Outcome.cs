using Ledger.Domain.Accounts;
using Ledger.Domain.Entries;
using Ledger.Postgres.EventStore;
using Ledger.Server.Identity;

namespace Ledger.Server.Recording;

/// <summary>One entry that a caller wishes to record.</summary>
/// <param name="Stream">The stream it belongs to.</param>
/// <param name="Event">The fact.</param>
/// <param name="MayCreate">Whether the stream may be new.</param>
/// <param name="Role">The role that it needs in the regions concerned.</param>
internal sealed record WishedEntry(string Stream, LedgerEvent Event, bool MayCreate = false, Role Role = Role.Recorder);

/// <summary>Everything about a wish to record.</summary>
/// <param name="Caller">Who wishes it.</param>
/// <param name="Entries">What, in order; appended together or not at all.</param>
/// <param name="IfMatch">Versions at which the stream must be; null for any.</param>
/// <param name="Key">Makes a repeat harmless; null if the caller does without.</param>
/// <param name="TraceId">Finds the request in the server's log; stands beside its entries for ever.</param>
internal sealed record Wish(Caller Caller, IReadOnlyList<WishedEntry> Entries, IReadOnlyList<long>? IfMatch, IdempotencyKey? Key, string TraceId);

/// <summary>What became of a wish.</summary>
internal abstract record Outcome
{
    private Outcome()
    {
    }

    /// <summary>The entries are in the log.</summary>
    /// <param name="Entries">In the order of the wish.</param>
    public sealed record Done(IReadOnlyList<Receipt> Entries) : Outcome;

    /// <summary>The rules refuse an entry.</summary>
    /// <param name="Index">Which one.</param>
    /// <param name="Refusal">Why.</param>
    /// <param name="Contradicts">Position of the recorded entry that could no longer stand.</param>
    public sealed record Refused(int Index, Refusal Refusal, long? Contradicts) : Outcome;

    /// <summary>The caller has not the role in the region.</summary>
    /// <param name="Index">For which entry.</param>
    /// <param name="Role">The role.</param>
    /// <param name="Region">The region.</param>
    public sealed record Forbidden(int Index, Role Role, string Region) : Outcome;

    /// <summary>There is no such stream.</summary>
    /// <param name="Index">For which entry.</param>
    /// <param name="Stream">The stream.</param>
    public sealed record UnknownStream(int Index, string Stream) : Outcome;

    /// <summary>The plan that an entry names is not published.</summary>
    /// <param name="Index">Which entry.</param>
    /// <param name="Plan">The plan.</param>
    public sealed record UnknownPlan(int Index, string Plan) : Outcome;

    /// <summary>The stream is at another version than the caller demands.</summary>
    /// <param name="Version">The version it has.</param>
    public sealed record Moved(long Version) : Outcome;

    /// <summary>The key was used for another request.</summary>
    /// <param name="First">Position of the first entry of that request.</param>
    public sealed record KeyReused(long First) : Outcome;

    /// <summary>The first request with the key is still being answered.</summary>
    public sealed record KeyRunning : Outcome;

    /// <summary>Others kept writing to the same streams.</summary>
    public sealed record Crowded : Outcome;
}
