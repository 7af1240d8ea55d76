using Ledger.Domain.Entries;
using Ledger.Domain.Findings;
using Ledger.Domain.Indicators;
using Ledger.Domain.Packages;
using Ledger.Domain.Plans;
using Ledger.Domain.Projects;

namespace Ledger.Server.Import;

/// <summary>Decides the entries that a package wishes for one stream, each against all that are there and all before it.</summary>
internal static class ImportDecision
{
    private static readonly Author Importer = new(PlanImporter.Actor, PlanImporter.Actor);

    /// <summary>The entries to append, in order; what is refused becomes an error with its line.</summary>
    /// <param name="streamType">The kind of the stream.</param>
    /// <param name="stream">Its name.</param>
    /// <param name="present">All its entries, whoever recorded them.</param>
    /// <param name="wished">What the package wishes.</param>
    /// <param name="today">Today in Asia/Shanghai.</param>
    /// <param name="errors">Where refusals go.</param>
    public static IReadOnlyList<Recorded> Decide(
        string streamType, string stream, IReadOnlyList<Recorded> present, IReadOnlyList<WishedEntry> wished, DateOnly today, ImportErrors errors)
    {
        var all = new List<Recorded>(present);
        var open = wished.ToList();

        // Two corrected dates may pass each other, so that the first can only move once the second has. What is refused is
        // tried again as long as anything else was accepted in between.
        for (var moved = true; moved && open.Count > 0;)
        {
            moved = false;
            foreach (var entry in open.ToList())
            {
                if (Decide(streamType, all, entry.Event, today) is not Decision.Accepted accepted) continue;
                all.Add(new Recorded((all.Count == 0 ? 0 : all[^1].Position) + 1, stream, all.Count + 1, default, PlanImporter.Actor, accepted.Event));
                open.Remove(entry);
                moved = true;
            }
        }

        foreach (var entry in open)
        {
            var refused = (Decision.Refused)Decide(streamType, all, entry.Event, today);
            if (!entry.Ends || !AlreadyEnded(refused.Refusal)) errors.Add(entry.At.File, entry.At.Line, null, Reason(entry.Event, refused));
        }

        return [.. all.Skip(present.Count)];
    }

    // An entry that ends nothing more: people have voided, withdrawn or cancelled it before the package did.
    private static bool AlreadyEnded(Refusal refusal) => refusal is EntryRefusals.EntryAlreadyVoided or IndicatorRefusals.NoFigureToWithdraw
        or IndicatorRefusals.IndicatorIsRetired or ProjectRefusals.ProjectIsCancelled or ProjectRefusals.ProjectIsMergedAway
        or FindingRefusals.FindingNotOpen or ProjectRefusals.ProjectNotPlanned or IndicatorRefusals.IndicatorNotDefined;

    private static string Reason(LedgerEvent @event, Decision.Refused refused) =>
        $"The ledger refuses '{EventTypes.NameOf(@event)}' from {@event.Effective.Date} ({refused.Refusal.Code}): {refused.Refusal.Message}"
        + (refused.Contradicts is { } position ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $" It contradicts the entry at {position}.") : "");

    private static Decision Decide(string streamType, IReadOnlyList<Recorded> stream, LedgerEvent @event, DateOnly today) => streamType switch
    {
        "plan" => Domain.Entries.Recording.Decide<Plan>(stream, @event, today, Importer),
        "project" => Domain.Entries.Recording.Decide<Project>(stream, @event, today, Importer),
        "indicator" => Domain.Entries.Recording.Decide<Indicator>(stream, @event, today, Importer),
        "finding" => Domain.Entries.Recording.Decide<Finding>(stream, @event, today, Importer),
        _ => throw new ArgumentOutOfRangeException(nameof(streamType), streamType, "Packages have no such streams."),
    };
}
