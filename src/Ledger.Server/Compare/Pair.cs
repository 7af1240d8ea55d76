using Ledger.Domain.Indicators;
using Ledger.Domain.Projects;
using Ledger.Domain.Time;
using Ledger.Postgres.ReadModels;
using Ledger.Server.Projects;

namespace Ledger.Server.Compare;

/// <summary>A thing that is not the same on both sides of a comparison.</summary>
/// <param name="Kind">project or indicator.</param>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name on the later side, or else on the earlier one.</param>
/// <param name="Stream">Its stream.</param>
/// <param name="Before">Whether it is there on the earlier side.</param>
/// <param name="After">Whether it is there on the later side.</param>
/// <param name="Made">The entries that make the difference, where the rows tell them.</param>
/// <param name="Fields">The fields that differ, where it is there on both sides.</param>
internal sealed record Pair(
    string Kind, string Id, string Name, string Stream, bool Before, bool After, IReadOnlyList<MakingEntry>? Made, IReadOnlyList<ChangedField> Fields)
{
    public bool OnBothSides => Before && After;

    /// <summary>Whether it differs after all: another row may say the same.</summary>
    public bool Differs => !OnBothSides || Fields.Count > 0;

    public static Pair Of(RowPair<Project.Known> pair) => new(
        Project.StreamType, pair.Either.Id, pair.Either.State.Name, StreamName.Of<Project>(pair.Either.Id), pair.Before is not null, pair.After is not null, pair.Made,
        pair is { Before: { } before, After: { } after } ? ItemFields<ProjectItem>.Differing(ProjectItem.Of(before), ProjectItem.Of(after)) : []);

    public static Pair Of(RowPair<Indicator.Defined> pair) => new(
        Indicator.StreamType, pair.Either.Id, pair.Either.State.Definition.Name, StreamName.Of<Indicator>(pair.Either.Id), pair.Before is not null, pair.After is not null, pair.Made,
        pair is { Before: { } before, After: { } after } && !before.State.Equals(after.State) ? Compare.Fields.Differing(Compare.Fields.Of(before), Compare.Fields.Of(after)) : []);

    public ComparedItem Item(IReadOnlyDictionary<string, IReadOnlyList<ChangingEntry>> entries) => new(Kind, Id, Name, entries[Stream]);

    public ChangedItem Changed(IReadOnlyDictionary<string, IReadOnlyList<ChangingEntry>> entries) =>
        new(Kind, Id, Name, Fields, entries[Stream]);
}
