using Ledger.Domain.Simulations;
using Ledger.Domain.Time;

namespace Ledger.Domain.Entries;

/// <summary>Decides whether an entry may be recorded: against the whole timeline it lands in, before and after its date.</summary>
public static class Recording
{
    /// <summary>Decides about one entry, whatever it is: a fact, a voiding or a correction.</summary>
    /// <typeparam name="TState">The kind of stream.</typeparam>
    /// <param name="stream">All entries of the stream.</param>
    /// <param name="event">The entry wished.</param>
    /// <param name="today">Today in Asia/Shanghai; an entry may hold from tomorrow at the latest.</param>
    /// <param name="by">Who wishes it; needed for a review, which depends on it, and to keep apart what is simulated.</param>
    public static Decision Decide<TState>(IReadOnlyList<Recorded> stream, LedgerEvent @event, DateOnly today, Author? by = null)
        where TState : class, IAggregate<TState>
    {
        var candidate = @event is EntryEvent.EntryCorrected correction
            ? correction with { Effective = correction.Replacement.Effective }
            : @event;
        var refusal = Mixed(stream, candidate, by) ?? Future(candidate, today) ?? candidate switch
        {
            EntryEvent.EntryVoided voided => Target(stream, voided.Position) ?? Unreasoned(voided),
            EntryEvent.EntryCorrected corrected => Target(stream, corrected.Position) ?? EvidenceRules.RefuseCorrection(stream, corrected) ?? Unreasoned(corrected) ?? Unfit(corrected),
            EntryEvent.EntryReviewed reviewed => Review.Refuse(stream, reviewed, by ?? throw new ArgumentNullException(nameof(by), "A review has an author.")),
            EntryEvent.EvidenceAttached attached => EvidenceRules.Refuse(stream, attached),
            _ => null,
        };
        if (refusal is not null) return new Decision.Refused(refusal);

        // The fold over what the ledger would hold with the new entry in it: its place among the entries is the last.
        var position = stream.Count == 0 ? 1 : stream.Max(entry => entry.Position) + 1;
        var added = new Recorded(position, "", stream.Count + 1, default, "", candidate);
        return Walk<TState>(Fold.Facts([.. stream, added]), position) ?? (Decision)new Decision.Accepted(candidate);
    }

    private static Decision.Refused? Walk<TState>(IReadOnlyList<Fact> facts, long added)
        where TState : class, IAggregate<TState>
    {
        var state = TState.Initial;
        foreach (var fact in facts)
        {
            if (TState.Refuse(state, fact.Event) is { } refusal)
                return new Decision.Refused(refusal, fact.Entry.Position == added ? null : fact.Entry.Position);
            state = TState.Evolve(state, fact);
        }

        return null;
    }

    private static Refusal? Mixed(IReadOnlyList<Recorded> stream, LedgerEvent @event, Author? by) => by is null ? null : Simulated.Refuse(stream, @event, by);

    private static Refusal? Future(LedgerEvent @event, DateOnly today) =>
        @event.Effective.On > today.AddDays(1) ? new EntryRefusals.EffectiveInFuture(@event.Effective.On, today.AddDays(1)) : null;

    private static Refusal? Unreasoned(LedgerEvent @event) =>
        string.IsNullOrWhiteSpace(@event.Reason) ? new EntryRefusals.ReasonRequired() : null;

    private static Refusal? Target(IReadOnlyList<Recorded> stream, long position)
    {
        if (stream.FirstOrDefault(entry => entry.Position == position) is not { } target) return new EntryRefusals.EntryNotFound(position);
        return target.Event switch
        {
            EntryEvent.EntryVoided => new EntryRefusals.VoidOfVoid(position),
            EntryEvent.EntryReviewed => new EntryRefusals.ReviewStands(position),
            _ => UndoneBy(stream, position) is { } by ? new EntryRefusals.EntryAlreadyVoided(position, by.Position) : null,
        };
    }

    /// <summary>The entry that voided or corrected another.</summary>
    internal static Recorded? UndoneBy(IReadOnlyList<Recorded> stream, long position) => stream.FirstOrDefault(entry => entry.Event switch
    {
        EntryEvent.EntryVoided voided => voided.Position == position,
        EntryEvent.EntryCorrected corrected => corrected.Position == position,
        _ => false,
    });

    private static Refusal? Unfit(EntryEvent.EntryCorrected corrected) =>
        corrected.Replacement is EntryEvent ? new EntryRefusals.NotAReplacement(EventTypes.NameOf(corrected.Replacement)) : null;
}
