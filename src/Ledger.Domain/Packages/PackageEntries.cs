using Ledger.Domain.Findings;
using Ledger.Domain.Findings.Rules;
using Ledger.Domain.Indicators;
using Ledger.Domain.Plans;
using Ledger.Domain.Projects;
using Ledger.Domain.Time;

namespace Ledger.Domain.Packages;

/// <summary>What a package says, as entries: pure, and the same for the same package at any time.</summary>
public static class PackageEntries
{
    /// <summary>The streams that a package asks for: the plan, its projects, its indicators, its findings, in this order.</summary>
    /// <param name="package">The package.</param>
    public static IReadOnlyList<StreamEntries> Of(PlanPackage package)
    {
        var steps = package.Progress.ToLookup(row => row.Project, StringComparer.Ordinal);
        var figures = package.Figures.ToLookup(row => row.Indicator, StringComparer.Ordinal);
        var changes = package.Changes.ToLookup(row => row.Indicator, StringComparer.Ordinal);
        return
        [
            OfPlan(package),
            .. package.Projects.Select(row => OfProject(package, row, steps[row.Id])),
            .. package.Indicators.Select(row => OfIndicator(package, row, figures[row.Id], changes[row.Id])),
            .. FindingRules.Apply(package).Select(found => OfFinding(package, found)),
        ];
    }

    private static StreamEntries OfPlan(PlanPackage package) => new(package.PlanStream, Plan.StreamType,
    [
        new(new PlanEvent.PlanPublished { Effective = Stated(package), Source = package.Source, Document = package.Document }, package.At),
    ]);

    private static StreamEntries OfProject(PlanPackage package, ProjectRow row, IEnumerable<ProgressRow> rows)
    {
        var steps = rows
            .Select(step => (Row: step, Event: ProgressSteps.Event(step, On(package, step.Effective, step.Observed))))
            // Two steps in one cell are of one day: the ladder, not the order of the rows, says which came first.
            .OrderBy(step => step.Event.Effective.On).ThenBy(step => step.Row.Step).ThenBy(step => step.Row.At.Line)
            .ToList();
        var planned = new ProjectEvent.ProjectPlanned
        {
            Effective = Earliest(On(package, row.Effective, observed: false), steps.Select(step => step.Event.Effective)),
            Source = row.Source,
            // The status cell that became a step holds from that step's day, not from the day of planning.
            StatusAsWritten = steps.Any(step => step.Row.AsWritten == row.StatusAsWritten) ? null : row.StatusAsWritten,
            Plan = package.Code,
            Number = row.Number,
            Name = row.Name,
            Scope = row.Scope,
            Schedule = row.Schedule,
        };
        return new(package.ProjectStream(row.Id), Project.StreamType,
            [new(planned, row.At), .. steps.Select(step => new PackageEntry(step.Event, step.Row.At))]);
    }

    private static StreamEntries OfIndicator(
        PlanPackage package, IndicatorRow row, IEnumerable<FigureRow> figures, IEnumerable<ChangeRow> changes)
    {
        var entries = figures.Select(figure => new PackageEntry(OfFigure(package, figure), figure.At))
            .Concat(changes.Select(change => new PackageEntry(OfChange(package, change), change.At)))
            .OrderBy(entry => entry.Event.Effective.On) // stable: within a day the order of the files
            .ToList();
        var defined = new IndicatorEvent.IndicatorDefined
        {
            Effective = Earliest(Stated(package), entries.Select(entry => entry.Event.Effective)),
            Source = row.Source,
            Definition = row.Definition,
        };
        return new(package.IndicatorStream(row.Id), Indicator.StreamType, [new(defined, row.At), .. entries]);
    }

    private static IndicatorEvent OfFigure(PlanPackage package, FigureRow row)
    {
        var effective = On(package, row.Effective, row.Observed);
        return row.Kind switch
        {
            PointKind.Baseline => new IndicatorEvent.BaselineRecorded { Effective = effective, Source = row.Source, Figure = row.Figure },
            PointKind.Target => new IndicatorEvent.TargetSet { Effective = effective, Source = row.Source, Figure = row.Figure },
            _ => new IndicatorEvent.ValueReported { Effective = effective, Source = row.Source, Figure = row.Figure },
        };
    }

    private static IndicatorEvent.ChangeStated OfChange(PlanPackage package, ChangeRow row) => new()
    {
        Effective = On(package, row.Effective, observed: false),
        Source = row.Source,
        From = row.From,
        To = row.To,
        Value = row.Value,
        AsWritten = row.AsWritten,
        Unit = row.Unit,
    };

    // What a document gets wrong is wrong from the day on which it is issued, whatever day the figure speaks of.
    private static StreamEntries OfFinding(PlanPackage package, PackageFinding found) =>
        new(found.Stream(package.Code), Finding.StreamType,
        [
            new(
                new FindingEvent.FindingRaised
                {
                    Effective = Stated(package),
                    Source = found.Place,
                    Plan = package.Code,
                    Rule = found.Rule,
                    Subject = found.Subject,
                    Written = found.Written,
                    Expected = found.Expected,
                    Other = found.Other,
                },
                found.At),
        ]);

    private static EffectiveDate On(PlanPackage package, ReducedDate? effective, bool observed) =>
        new(effective ?? package.StatedOn, observed);

    private static EffectiveDate Stated(PlanPackage package) => new(package.StatedOn);

    // A thing holds no later than the first fact about it. That the document speaks of it only later, its source tells.
    private static EffectiveDate Earliest(EffectiveDate own, IEnumerable<EffectiveDate> others)
    {
        var first = others.Select(other => other.Date).Append(own.Date).MinBy(date => date.LastDay);
        return first.LastDay < own.On ? new EffectiveDate(first) : own;
    }
}
