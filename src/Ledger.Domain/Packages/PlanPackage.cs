using Ledger.Domain.Entries;
using Ledger.Domain.Indicators;
using Ledger.Domain.Plans;
using Ledger.Domain.Projects;
using Ledger.Domain.Time;

namespace Ledger.Domain.Packages;

/// <summary>A plan as its package transcribes it: checked row by row, judged by nobody yet.</summary>
/// <param name="Document">What identifies the plan.</param>
/// <param name="RevisedOn">The day from which a changed package's changes hold; absent: the day of the import.</param>
/// <param name="At">Where the package says what it is.</param>
/// <param name="Projects">Its projects, in the order of the file.</param>
/// <param name="Progress">The steps it reports.</param>
/// <param name="Indicators">What it measures.</param>
/// <param name="Figures">Its figures.</param>
/// <param name="Changes">The changes it states.</param>
public sealed record PlanPackage(
    PlanDocument Document,
    DateOnly? RevisedOn,
    RowAt At,
    Sequence<ProjectRow> Projects,
    Sequence<ProgressRow> Progress,
    Sequence<IndicatorRow> Indicators,
    Sequence<FigureRow> Figures,
    Sequence<ChangeRow> Changes)
{
    /// <summary>The plan's code.</summary>
    public string Code => Document.Code;

    /// <summary>The document as a source, at no place in particular.</summary>
    public Source Source => new(Code);

    /// <summary>
    /// From when the plan's own statements hold: its issue date; where none is printed the first day of its period, for
    /// which the rule <c>no-issue-date</c> raises a finding.
    /// </summary>
    public ReducedDate StatedOn => Document.IssuedOn ?? ReducedDate.Of(Document.PeriodStart);

    /// <summary>The stream of the plan.</summary>
    public string PlanStream => StreamName.Of<Plan>(Code);

    /// <summary>The stream of a project.</summary>
    /// <param name="id">Its id in the package.</param>
    public string ProjectStream(string id) => StreamName.Of<Project>($"{Code}.{id}");

    /// <summary>The stream of an indicator.</summary>
    /// <param name="id">Its id in the package.</param>
    public string IndicatorStream(string id) => StreamName.Of<Indicator>($"{Code}.{id}");
}
