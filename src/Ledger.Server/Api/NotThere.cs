using Ledger.Domain.Time;
using Ledger.Postgres.EventStore;
using Ledger.Postgres.ReadModels;
using Ledger.Server.Web;

namespace Ledger.Server.Api;

/// <summary>Says why a thing is not there: because the ledger never heard of it, or because of the times asked about.</summary>
internal static class NotThere
{
    /// <summary>The problem of a thing that has no state at these times.</summary>
    /// <param name="store">The log.</param>
    /// <param name="kind">Kind of thing, as its streams are called.</param>
    /// <param name="id">Id of the thing.</param>
    /// <param name="verb">What it is not yet: planned, defined, published.</param>
    /// <param name="times">The times.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task<IResult> AnswerAsync(EventStore store, string kind, string id, string verb, Times times, CancellationToken ct)
    {
        var entries = await store.ReadStreamAsync($"{kind}-{id}", ct: ct);
        if (entries.Count == 0) return Problems.UnknownId(kind, id).Answer();
        var recorded = entries.Select(entry => entry.ToRecorded()).ToList();
        var now = Fold.Facts(recorded, basis: times.Basis);
        var first = new FirstKnown(now.Count > 0 ? now[0].On : null, recorded[0].RecordedAt, recorded[0].Position);
        return Problems.NotKnownThen(Sentence(kind, id, verb, times, first, recorded[0].Position > times.Position) + Confirmed(times), first).Answer();
    }

    private static string Sentence(string kind, string id, string verb, Times times, FirstKnown first, bool beforeRecorded) =>
        beforeRecorded
            ? $"The {kind} '{id}' was not yet known at position {times.Position}; first known at position {first.Position}, recorded at {WebJson.Text(first.RecordedAt)}."
            : $"The {kind} '{id}' is not yet {verb} on {times.AsOf:yyyy-MM-dd} as known at position {times.Position}; "
                + (first.EffectiveOn is { } on
                    ? $"by what is known now it is {verb} from {on:yyyy-MM-dd}, first known at position {first.Position}."
                    : $"first known at position {first.Position}, but every entry about it was voided since{(times.Basis == Basis.Confirmed ? ", or none was confirmed" : "")}.");

    private static string Confirmed(Times times) => times.Basis == Basis.Confirmed ? " Only what is confirmed counts here; leave 'basis' out for what is reported." : "";
}
