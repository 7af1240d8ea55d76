using Ledger.Domain.Entries;
using Ledger.Domain.Findings;
using Ledger.Domain.Indicators;
using Ledger.Domain.Plans;
using Ledger.Domain.Projects;
using Ledger.Domain.Time;

namespace Ledger.Domain.Packages;

/// <summary>
/// What a package wishes to add to a stream. It is held against what imports said before and not against the state: what
/// people recorded since is theirs, and an import neither repeats nor undoes it.
/// </summary>
public static class StreamDifference
{
    /// <summary>What is new or different in a stream that the package has.</summary>
    /// <param name="wished">What the package says.</param>
    /// <param name="imported">The stream's entries that imports recorded, in order of position; none for a stream not imported yet.</param>
    /// <param name="revision">From when changes hold; <see langword="null"/> for the first import of the plan.</param>
    public static IReadOnlyList<WishedEntry> Of(StreamEntries wished, IReadOnlyList<Recorded> imported, Revision? revision)
    {
        if (imported.Count == 0 || revision is null) return [.. wished.Entries.Select(entry => new WishedEntry(New(entry.Event, revision), entry.At))];
        var facts = Fold.Facts(imported).ToLookup(fact => Statement.Of(fact.Event));
        var said = wished.Entries.ToDictionary(entry => Statement.Of(entry.Event));
        var first = wished.Entries[0].At;
        return
        [
            .. facts[new Statement("end")].Select(end => Void(end, revision, revision.Back, first)),
            .. said.SelectMany(pair => Of(pair.Value, [.. facts[pair.Key]], revision)),
            .. facts.Where(group => group.Key.About != "end" && !said.ContainsKey(group.Key)).SelectMany(group => Gone(group.Last(), revision, first)),
        ];
    }

    /// <summary>What is to be added to a stream that imports recorded and the package has no more.</summary>
    /// <param name="streamType">The kind of the stream.</param>
    /// <param name="imported">The stream's entries that imports recorded, in order of position.</param>
    /// <param name="revision">From when it is gone.</param>
    /// <param name="at">Where the package would say it.</param>
    public static IReadOnlyList<WishedEntry> OfGone(string streamType, IReadOnlyList<Recorded> imported, Revision revision, RowAt at)
    {
        if (imported.Count == 0 || Fold.Facts(imported).Any(fact => Statement.Of(fact.Event).About == "end")) return [];
        LedgerEvent? end = streamType switch
        {
            "project" => new ProjectEvent.ProjectCancelled { Effective = revision.Effective, Reason = revision.Gone },
            "indicator" => new IndicatorEvent.IndicatorRetired { Effective = revision.Effective, Reason = revision.Gone },
            _ => null,
        };
        return end is not null ? [new WishedEntry(end, at, Ends: true)] : [.. Fold.Facts(imported).TakeLast(1).SelectMany(last => Gone(last, revision, at))];
    }

    // A finding of a revised package is found with the revision: what it is about may have been otherwise before.
    private static LedgerEvent New(LedgerEvent @event, Revision? revision) => @event is FindingEvent.FindingRaised && revision is not null
        ? @event with { Effective = revision.Effective, Reason = revision.Reason }
        : @event;

    private static IEnumerable<WishedEntry> Of(PackageEntry wished, IReadOnlyList<Fact> facts, Revision revision)
    {
        if (facts.Count == 0) return [new WishedEntry(wished.Event, wished.At)];
        if (wished.Event is ProjectEvent.ProjectPlanned planned) return ProjectDifference.Of(planned, facts, revision, wished.At);
        if (wished.Event is ProjectEvent) return Step(wished, facts[^1], revision);
        return Content(wished, facts, revision);
    }

    // A step is a fact of its own day: if the package tells it otherwise, it was told wrongly.
    private static IEnumerable<WishedEntry> Step(PackageEntry wished, Fact present, Revision revision)
    {
        if (!present.Event.Equals(wished.Event)) yield return Correct(present, wished.Event, revision, wished.At);
    }

    private static IEnumerable<WishedEntry> Content(PackageEntry wished, IReadOnlyList<Fact> facts, Revision revision)
    {
        if (Statement.Content(facts[^1].Event) is null) yield return Void(facts[^1], revision, revision.Back, wished.At);
        var present = facts.Last(fact => Statement.Content(fact.Event) is not null);
        var same = Equals(Statement.Content(present.Event), Statement.Content(wished.Event));
        if (wished.Event is FindingEvent.FindingRaised)
        {
            if (!same) yield return Correct(present, wished.Event with { Effective = present.Event.Effective, Reason = present.Event.Reason }, revision, wished.At);
            yield break;
        }

        // A revision has a reason and a day of its own; what was said first has the package's day, which may be told otherwise now.
        if (facts.FirstOrDefault(fact => fact.Event.Reason is null) is { } original && original.Event.Effective != wished.Event.Effective)
            yield return Correct(original, original.Event with { Effective = wished.Event.Effective }, revision, wished.At);
        if (!same) yield return new WishedEntry(Revised(wished.Event, revision), wished.At);
    }

    private static LedgerEvent Revised(LedgerEvent wished, Revision revision) => wished switch
    {
        PlanEvent.PlanPublished e => new PlanEvent.PlanRevised { Effective = revision.Effective, Reason = revision.Reason, Source = e.Source, Document = e.Document },
        IndicatorEvent.IndicatorDefined e => new IndicatorEvent.IndicatorRevised { Effective = revision.Effective, Reason = revision.Reason, Source = e.Source, Definition = e.Definition },
        IndicatorEvent.TargetSet e => new IndicatorEvent.TargetRevised { Effective = revision.Effective, Reason = revision.Reason, Source = e.Source, Figure = e.Figure },
        _ => wished with { Effective = revision.Effective, Reason = revision.Reason },
    };

    private static IEnumerable<WishedEntry> Gone(Fact last, Revision revision, RowAt at)
    {
        LedgerEvent? gone = last.Event switch
        {
            IndicatorEvent.FigureWithdrawn or IndicatorEvent.ChangeWithdrawn or FindingEvent.FindingWithdrawn or PlanEvent => null,
            IndicatorEvent.BaselineRecorded or IndicatorEvent.TargetSet or IndicatorEvent.TargetRevised or IndicatorEvent.ValueReported => Withdrawn(last.Event, revision),
            IndicatorEvent.ChangeStated e => new IndicatorEvent.ChangeWithdrawn { Effective = revision.Effective, Reason = revision.Gone, Source = e.Source, From = e.From, To = e.To },
            FindingEvent.FindingRaised e => new FindingEvent.FindingWithdrawn { Effective = revision.Effective, Reason = revision.Gone, Source = e.Source },
            _ => Void(last, revision, revision.Gone, at).Event,
        };
        if (gone is not null) yield return new WishedEntry(gone, at, Ends: true);
    }

    private static IndicatorEvent.FigureWithdrawn Withdrawn(LedgerEvent figure, Revision revision)
    {
        var (kind, period, bound) = ((PointKind, ReducedDate?, Bound?))Statement.Of(figure).Which!;
        return new() { Effective = revision.Effective, Reason = revision.Gone, Source = figure.Source, Kind = kind, Period = period, Bound = bound };
    }

    private static WishedEntry Void(Fact fact, Revision revision, string reason, RowAt at) =>
        new(new EntryEvent.EntryVoided { Effective = revision.Effective, Reason = reason, Position = fact.Entry.Position }, at);

    internal static WishedEntry Correct(Fact fact, LedgerEvent replacement, Revision revision, RowAt at) => new(
        new EntryEvent.EntryCorrected { Effective = replacement.Effective, Reason = revision.Reason, Position = fact.Entry.Position, Replacement = replacement }, at);
}
