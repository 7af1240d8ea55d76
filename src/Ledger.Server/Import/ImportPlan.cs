using Ledger.Domain.Entries;
using Ledger.Domain.Packages;
using Ledger.Domain.Plans;
using Ledger.Domain.Time;

namespace Ledger.Server.Import;

/// <summary>Entries to append to one stream.</summary>
/// <param name="Stream">Its name.</param>
/// <param name="Version">The version it has now.</param>
/// <param name="Entries">In order.</param>
internal sealed record StreamAddition(string Stream, int Version, IReadOnlyList<LedgerEvent> Entries);

/// <summary>Decides everything that one package adds to what the ledger has of its plan. Pure.</summary>
internal static class ImportPlan
{
    /// <summary>What to append, stream by stream; nothing where the ledger has it all.</summary>
    /// <param name="package">The package.</param>
    /// <param name="present">The plan's streams in the ledger.</param>
    /// <param name="today">Today in Asia/Shanghai.</param>
    /// <param name="errors">Where refusals go.</param>
    /// <param name="progress">Told how many streams of how many are decided.</param>
    public static IReadOnlyList<StreamAddition> Decide(
        PlanPackage package, IReadOnlyDictionary<string, IReadOnlyList<Recorded>> present, DateOnly today, ImportErrors errors, Action<int, int> progress)
    {
        var revision = Imported(present.GetValueOrDefault(package.PlanStream, [])).Count > 0 ? RevisionOf(package, today) : null;
        var wished = PackageEntries.Of(package);
        var names = wished.Select(stream => stream.Stream).ToHashSet(StringComparer.Ordinal);
        var gone = present.Keys.Where(name => !names.Contains(name)).Order(StringComparer.Ordinal).ToList();
        var additions = new List<StreamAddition>();
        var done = 0;
        foreach (var stream in wished)
        {
            Add(stream.Stream, stream.StreamType, imported => StreamDifference.Of(stream, imported, revision));
            progress(++done, wished.Count + gone.Count);
        }

        foreach (var name in gone)
        {
            if (revision is not null) Add(name, StreamName.TypeOf(name), imported => StreamDifference.OfGone(StreamName.TypeOf(name), imported, revision, package.At));
            progress(++done, wished.Count + gone.Count);
        }

        return Guarded(package, revision, present, additions, today, errors);

        void Add(string name, string type, Func<IReadOnlyList<Recorded>, IReadOnlyList<WishedEntry>> difference)
        {
            var all = present.GetValueOrDefault(name, []);
            var added = ImportDecision.Decide(type, name, all, difference(Imported(all)), today, errors);
            if (added.Count == 0) return;
            additions.Add(new StreamAddition(name, all.Count, [.. added.Select(entry => entry.Event)]));
            var rest = revision is null || errors.Any ? [] : difference(Imported([.. all, .. added])).Where(entry => !entry.Ends).ToList();
            if (rest.Count > 0) errors.Add(package.At.File, package.At.Line, "ledger.revisedOn",
                $"The changes would hold from {revision!.On:yyyy-MM-dd}, but of '{name}' a later revision is in the ledger. Give a day that is not before it.");
        }
    }

    // Every import that adds anything adds to the plan's own stream. So two imports of one plan at once always meet there,
    // and the last entry there tells which package the ledger has.
    private static IReadOnlyList<StreamAddition> Guarded(
        PlanPackage package, Revision? revision, IReadOnlyDictionary<string, IReadOnlyList<Recorded>> present,
        List<StreamAddition> additions, DateOnly today, ImportErrors errors)
    {
        if (additions.Count == 0 || additions.Any(addition => addition.Stream == package.PlanStream)) return additions;
        var revised = new PlanEvent.PlanRevised
        {
            Effective = revision!.Effective, Reason = $"What the plan says was revised, the document's own data was not. {revision.Reason}", Source = package.Source, Document = package.Document,
        };
        var all = present[package.PlanStream];
        var added = ImportDecision.Decide(Plan.StreamType, package.PlanStream, all, [new WishedEntry(revised, package.At)], today, errors);
        return [new StreamAddition(package.PlanStream, all.Count, [.. added.Select(entry => entry.Event)]), .. additions];
    }

    private static Revision RevisionOf(PlanPackage package, DateOnly today) => package.RevisedOn is { } day
        ? new Revision(day, $"The package was revised; its changes hold from {day:yyyy-MM-dd} (revisedOn).")
        : new Revision(today, $"The package was revised; its changes hold from {today:yyyy-MM-dd}, the day of the import.");

    private static List<Recorded> Imported(IReadOnlyList<Recorded> stream) => [.. stream.Where(entry => entry.Actor == PlanImporter.Actor)];
}
