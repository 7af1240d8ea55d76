using Ledger.Domain.Projects;
using Ledger.Domain.Time;

namespace Ledger.Domain.Packages;

/// <summary>What a package says otherwise about a project itself.</summary>
internal static class ProjectDifference
{
    /// <summary>Renamings and revisions where the plan changed its mind; a correction where the package had it wrong.</summary>
    public static IEnumerable<WishedEntry> Of(ProjectEvent.ProjectPlanned wished, IReadOnlyList<Fact> facts, Revision revision, RowAt at)
    {
        var original = facts.First(fact => fact.Event is ProjectEvent.ProjectPlanned);
        var planned = (ProjectEvent.ProjectPlanned)original.Event;
        var (name, scope, schedule) = (planned.Name, planned.Scope, planned.Schedule);
        foreach (var fact in facts)
        {
            name = (fact.Event as ProjectEvent.ProjectRenamed)?.Name ?? name;
            scope = (fact.Event as ProjectEvent.ScopeRevised)?.Scope ?? scope;
            schedule = (fact.Event as ProjectEvent.ScheduleRevised)?.Schedule ?? schedule;
        }

        // Number, place, status and day have no revision of their own: they are how the package tells the same planning.
        var corrected = planned with
        {
            Number = wished.Number, StatusAsWritten = wished.StatusAsWritten, Source = wished.Source, Effective = wished.Effective,
        };
        if (!corrected.Equals(planned)) yield return StreamDifference.Correct(original, corrected, revision, at);
        if (name != wished.Name)
            yield return new(new ProjectEvent.ProjectRenamed { Effective = revision.Effective, Reason = revision.Reason, Source = wished.Source, Name = wished.Name }, at);
        if (!scope.Equals(wished.Scope))
            yield return new(new ProjectEvent.ScopeRevised { Effective = revision.Effective, Reason = revision.Reason, Source = wished.Source, Scope = wished.Scope }, at);
        if (!schedule.Equals(wished.Schedule))
            yield return new(new ProjectEvent.ScheduleRevised { Effective = revision.Effective, Reason = revision.Reason, Source = wished.Source, Schedule = wished.Schedule }, at);
    }
}
