using Ledger.Domain.Entries;
using Ledger.Domain.Indicators;
using Ledger.Domain.Plans;
using Ledger.Domain.Projects;
using Ledger.Domain.Time;
using Ledger.Server.Recording.Bodies;

namespace Ledger.Server.Recording.Forms;

/// <summary>A stretch of effective time with one 项目进展.</summary>
/// <param name="From">First day.</param>
/// <param name="Until">First day on which it holds no more; null if none.</param>
/// <param name="Stage">The stage.</param>
internal sealed record Stretch(DateOnly From, DateOnly? Until, Stage Stage);

/// <summary>What an entry changes in a stretch of effective time.</summary>
/// <param name="From">First day.</param>
/// <param name="Until">First day on which it holds no more; null if none.</param>
/// <param name="Fields">The fields, before and after.</param>
internal sealed record PreviewChange(DateOnly From, DateOnly? Until, IReadOnlyList<(string Name, string Before, string After)> Fields);

/// <summary>How a timeline looks with and without an entry: what the domain's own timeline says, nothing of which is recorded.</summary>
/// <param name="Before">The stretches as they are believed now; none for an indicator or a plan.</param>
/// <param name="After">The stretches with the entry.</param>
/// <param name="Changes">What changes when.</param>
internal sealed record Preview(IReadOnlyList<Stretch> Before, IReadOnlyList<Stretch> After, IReadOnlyList<PreviewChange> Changes)
{
    /// <summary>The first day that is drawn.</summary>
    public DateOnly First => Before.Concat(After).Min(stretch => stretch.From);

    /// <summary>What an entry changes in the stream that it goes to.</summary>
    /// <param name="stream">Name of the stream.</param>
    /// <param name="entries">Its entries without it.</param>
    /// <param name="added">The entry, accepted or recorded.</param>
    /// <param name="language">The language of the names.</param>
    public static Preview Of(string stream, IReadOnlyList<Recorded> entries, Recorded added, Language language) => StreamName.TypeOf(stream) switch
    {
        "project" => Of<Project>(entries, added, state => StateFields.Of(language, state), Stretches),
        "indicator" => Of<Indicator>(entries, added, state => StateFields.Of(language, state), _ => []),
        "plan" => Of<Plan>(entries, added, state => StateFields.Of(language, state), _ => []),
        var type => throw new ArgumentOutOfRangeException(nameof(stream), type, "Nothing is recorded there by forms."),
    };

    private static Preview Of<TState>(
        IReadOnlyList<Recorded> entries, Recorded added, Func<TState, IReadOnlyDictionary<string, string>> fields, Func<IReadOnlyList<Segment<TState>>, IReadOnlyList<Stretch>> stretches)
        where TState : class, IAggregate<TState>
    {
        var timeline = new Timeline<TState>();
        foreach (var entry in entries) timeline.Record(entry);
        IReadOnlyList<Segment<TState>> before = [.. timeline.Segments];
        timeline.Record(added);
        IReadOnlyList<Segment<TState>> after = [.. timeline.Segments];
        return new Preview(stretches(before), stretches(after), Difference(before, after, fields));
    }

    private static List<Stretch> Stretches(IReadOnlyList<Segment<Project>> segments)
    {
        var stretches = new List<Stretch>();
        foreach (var segment in segments)
        {
            if (segment.State is not Project.Known project) continue;
            if (stretches.Count > 0 && stretches[^1].Stage == project.Stage) stretches[^1] = stretches[^1] with { Until = segment.Until };
            else stretches.Add(new Stretch(segment.From, segment.Until, project.Stage));
        }

        return stretches;
    }

    private static List<PreviewChange> Difference<TState>(
        IReadOnlyList<Segment<TState>> before, IReadOnlyList<Segment<TState>> after, Func<TState, IReadOnlyDictionary<string, string>> fields)
        where TState : class, IAggregate<TState>
    {
        var changes = new List<PreviewChange>();
        var days = before.Concat(after).Select(segment => segment.From).Distinct().Order().ToList();
        foreach (var (index, day) in days.Index())
        {
            var differing = Differing(fields(At(before, day)), fields(At(after, day)));
            DateOnly? until = index + 1 < days.Count ? days[index + 1] : null;
            if (differing.Count == 0) continue;
            if (changes.Count > 0 && changes[^1].Until == day && changes[^1].Fields.SequenceEqual(differing)) changes[^1] = changes[^1] with { Until = until };
            else changes.Add(new PreviewChange(day, until, differing));
        }

        return changes;
    }

    private static TState At<TState>(IReadOnlyList<Segment<TState>> segments, DateOnly day)
        where TState : class, IAggregate<TState> => segments.LastOrDefault(segment => segment.From <= day)?.State ?? TState.Initial;

    private static List<(string Name, string Before, string After)> Differing(IReadOnlyDictionary<string, string> before, IReadOnlyDictionary<string, string> after) =>
    [
        .. from name in after.Keys.Concat(before.Keys).Distinct()
           let old = before.GetValueOrDefault(name, "—")
           let @new = after.GetValueOrDefault(name, "—")
           where old != @new
           select (name, old, @new),
    ];
}
