using Ledger.Domain.Entries;
using Ledger.Domain.Time;
using Ledger.Postgres.EventStore;
using Ledger.Postgres.ReadModels;
using Ledger.Server.Web;
using Decision = Ledger.Domain.Entries.Decision;

namespace Ledger.Server.Identity;

/// <summary>Records entries about accounts and keys.</summary>
/// <param name="store">The log.</param>
/// <param name="clock">Tells today.</param>
internal sealed class IdentityLog(EventStore store, TimeProvider clock)
{
    // Each further attempt means that somebody else changed the same account in between.
    private const int Attempts = 10;

    /// <summary>Records facts that hold from today on, all or none.</summary>
    /// <param name="id">Id of the account or key.</param>
    /// <param name="actor">Who is answerable.</param>
    /// <param name="facts">The facts, given today.</param>
    /// <param name="ct">Cancels; nothing is recorded then.</param>
    /// <returns>Null when they were recorded; why not, otherwise.</returns>
    public async Task<Refusal?> RecordAsync<TState>(
        string id, string actor, Func<EffectiveDate, IReadOnlyList<LedgerEvent>> facts, CancellationToken ct)
        where TState : class, IAggregate<TState>
    {
        var stream = StreamName.Of<TState>(id);
        var today = clock.Today();
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            var present = (await store.ReadStreamAsync(stream, ct: ct)).Select(entry => entry.ToRecorded()).ToList();
            var accepted = new List<NewEntry>();
            if (Decide<TState>(present, facts(EffectiveDate.OnDay(today)), today, new Author(actor, actor), accepted) is { } refusal) return refusal;
            var append = new StreamAppend(stream, TState.StreamType, ExpectedVersion.Exactly(present.Count), accepted);
            if (await store.AppendAsync(new AppendRequest([append], actor), ct) is AppendResult.Appended) return null;
        }

        throw new LedgerBusyException();
    }

    private static Refusal? Decide<TState>(List<Recorded> present, IReadOnlyList<LedgerEvent> facts, DateOnly today, Author by, List<NewEntry> accepted)
        where TState : class, IAggregate<TState>
    {
        var all = new List<Recorded>(present);
        foreach (var fact in facts)
        {
            if (Ledger.Domain.Entries.Recording.Decide<TState>(all, fact, today, by) is Decision.Refused refused) return refused.Refusal;
            all.Add(new Recorded((all.Count == 0 ? 0 : all[^1].Position) + 1, "", all.Count + 1, default, "", fact));
            accepted.Add(new NewEntry(EventTypes.NameOf(fact), LedgerJson.Write(fact)));
        }

        return null;
    }
}
