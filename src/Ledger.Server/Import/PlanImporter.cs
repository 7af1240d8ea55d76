using Ledger.Domain.Entries;
using Ledger.Domain.Findings;
using Ledger.Domain.Packages;
using Ledger.Domain.Plans;
using Ledger.Domain.Time;
using Ledger.Postgres;
using Ledger.Postgres.EventStore;

namespace Ledger.Server.Import;

/// <summary>Brings a package into the ledger: all of it in one append, or nothing.</summary>
/// <param name="store">Where entries go.</param>
/// <param name="database">The same ledger's database, for the set-based reads.</param>
/// <param name="clock">Tells today.</param>
public sealed class PlanImporter(EventStore store, LedgerDatabase database, TimeProvider clock)
{
    /// <summary>The actor of every entry that an import records.</summary>
    public const string Actor = Review.ImportActor;

    // The store's bound on one append. A package is one append or none, so it can't be divided here.
    private const int MostEntries = 100_000;

    // Each further attempt means that somebody else wrote to the plan in between; that can't go on for long.
    private const int Attempts = 10;

    /// <summary>Imports a package, whatever the ledger has of it: nothing, the same, or an earlier one.</summary>
    /// <param name="folder">The folder with <c>datapackage.json</c>.</param>
    /// <param name="dryRun">Whether to do everything but the append.</param>
    /// <param name="progress">Told how far it is.</param>
    /// <param name="ct">Cancels; a cancelled import has written nothing.</param>
    /// <returns>What was done, or why the package is refused.</returns>
    /// <exception cref="LedgerUnavailableException">The database is away.</exception>
    public async Task<ImportResult> ImportAsync(
        string folder, bool dryRun = false, IProgress<ImportProgress>? progress = null, CancellationToken ct = default)
    {
        Report(ImportPhase.Reading, 0, 1);
        if (PackageReader.Glance(folder) is { } seen && await IsLastAsync(seen.Code, seen.Digest, ct)) return Unchanged(seen.Code, seen.Digest, dryRun);
        var reading = PackageReader.Read(folder);
        if (reading.Package is not { } package) return new ImportResult.Refused(reading.Errors);
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            Report(ImportPhase.Comparing, 0, 1);
            var present = await ReadAsync(package, ct);
            var errors = new ImportErrors();
            var additions = ImportPlan.Decide(package, present, Today(), errors, (done, total) => Report(ImportPhase.Deciding, done, total));
            if (additions.Sum(addition => addition.Entries.Count) > MostEntries)
                errors.Add(".", 0, null, $"The package would make more than {MostEntries} entries, its findings among them; divide it.");
            if (errors.Any) return new ImportResult.Refused(errors.All);
            if (additions.Count == 0) return Unchanged(package.Code, reading.Digest!, dryRun);
            var outcome = present.ContainsKey(package.PlanStream) ? ImportOutcome.Revised : ImportOutcome.Imported;
            if (dryRun) return Done(package, reading.Digest!, outcome, additions, null);

            Report(ImportPhase.Appending, 0, 1);
            var request = new AppendRequest([.. additions.Select(addition => Append(addition, ImportHeaders.Of(addition, present, package.PlanStream)))], Actor, Correlation(package.Code, reading.Digest!));
            if (await store.AppendAsync(request, ct) is AppendResult.Appended appended)
                return Done(package, reading.Digest!, outcome, additions, appended);
        }

        return new ImportResult.Refused([new ImportError(".", 0, null, "Others kept writing to this plan while it was compared. Import it again.")]);

        void Report(ImportPhase phase, int done, int total) => progress?.Report(new ImportProgress(folder, phase, done, total));
    }

    private static string Correlation(string code, string digest) => $"import:{code}:{digest}";

    // China keeps one time without summer time since 1991; so this needs no time zone data, which slim images lack.
    private DateOnly Today() => DateOnly.FromDateTime(clock.GetUtcNow().ToOffset(TimeSpan.FromHours(8)).DateTime);

    private async Task<bool> IsLastAsync(string code, string digest, CancellationToken ct) =>
        await LastImport.ReadAsync(database.App, StreamName.Of<Plan>(code), Actor, ct) == Correlation(code, digest);

    private async Task<IReadOnlyDictionary<string, IReadOnlyList<Recorded>>> ReadAsync(PlanPackage package, CancellationToken ct)
    {
        string[] prefixes = [package.ProjectStream(""), package.IndicatorStream(""), StreamName.Of<Finding>($"{package.Code}.")];
        var streams = await ReadStreams.ReadAsync(database.App, [package.PlanStream], prefixes, ct);
        return streams.ToDictionary(
            stream => stream.Key,
            IReadOnlyList<Recorded> (stream) => [.. stream.Value.Select(entry => new Recorded(
                entry.Position, entry.Stream, entry.Version, entry.RecordedAt, entry.Actor ?? "", LedgerJson.Read(entry.Type, entry.Data.Span)))],
            StringComparer.Ordinal);
    }

    private static StreamAppend Append(StreamAddition addition, IReadOnlyList<ReadOnlyMemory<byte>?> headers) => new(
        addition.Stream, StreamName.TypeOf(addition.Stream), ExpectedVersion.Exactly(addition.Version),
        [.. addition.Entries.Zip(headers, (entry, header) => new NewEntry(EventTypes.NameOf(entry), LedgerJson.Write(entry), Headers: header))]);

    private static ImportResult.Done Unchanged(string code, string digest, bool dryRun) => new(new ImportReport(
        code, digest, ImportOutcome.Unchanged, dryRun, new SortedDictionary<string, int>(), new SortedDictionary<string, int>(), null, null));

    private static ImportResult.Done Done(
        PlanPackage package, string digest, ImportOutcome outcome, IReadOnlyList<StreamAddition> additions, AppendResult.Appended? appended)
    {
        var events = additions.SelectMany(addition => addition.Entries).ToList();
        return new(new ImportReport(
            package.Code, digest, outcome, appended is null, Count(events.Select(EventTypes.NameOf)),
            Count(events.OfType<FindingEvent.FindingRaised>().Select(raised => raised.Rule)),
            appended?.Entries[0].Position, appended?.Entries[^1].Position));

        static SortedDictionary<string, int> Count(IEnumerable<string> names) =>
            new(names.CountBy(name => name).ToDictionary(StringComparer.Ordinal), StringComparer.Ordinal);
    }
}
