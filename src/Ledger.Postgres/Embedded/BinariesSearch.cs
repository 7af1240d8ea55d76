using System.Runtime.CompilerServices;

namespace Ledger.Postgres.Embedded;

/// <summary>Finds the PostgreSQL to use: the one shipped with the ledger, an earlier copy of it, or an installed one.</summary>
internal sealed class BinariesSearch(EmbeddedPostgresOptions options, DataFolder folder, PostgresAccount account)
{
    private const int Oldest = 15;

    public async Task<PostgresBinaries> FindAsync(CancellationToken cancellationToken)
    {
        // A cluster opens only under the major version that made it.
        var needed = ClusterVersion();
        var unfit = new List<PostgresBinaries>();
        await foreach (var found in AllAsync(cancellationToken))
        {
            if (found.Major == (needed ?? Math.Max(found.Major, Oldest)))
                return found;
            unfit.Add(found);
        }
        throw needed is { } major ? WrongVersion(major, unfit) : Nothing(unfit);
    }

    private int? ClusterVersion() =>
        folder.HasCluster && int.TryParse(File.ReadAllText(Path.Combine(folder.Database, "PG_VERSION")), out var major)
            ? major
            : null;

    private async IAsyncEnumerable<PostgresBinaries> AllAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (await ShippedAsync(cancellationToken) is { } shipped)
            yield return shipped;
        foreach (var bin in folder.FoldersLike("postgresql-*").Select(f => Path.Combine(f, "bin"))
            .Concat(options.InstalledFolders ?? InstalledPostgres.Folders()))
        {
            if (await PostgresBinaries.ProbeAsync(bin, account, cancellationToken) is { } found)
                yield return found;
        }
    }

    // The package lacks its libraries' links when npm ran without install scripts, and the account may have no way to where
    // the package lies. Either way a copy in the data folder is the cure, and whether it is needed only a try can tell.
    private async Task<PostgresBinaries?> ShippedAsync(CancellationToken cancellationToken)
    {
        if (options.BinariesFolder is not { } native || !Directory.Exists(native))
            return null;
        return await PostgresBinaries.ProbeAsync(Path.Combine(native, "bin"), account, cancellationToken)
            ?? (BinariesCopy.Make(native, folder) is { } copy
                ? await PostgresBinaries.ProbeAsync(Path.Combine(copy, "bin"), account, cancellationToken)
                : null);
    }

    private EmbeddedPostgresException WrongVersion(int major, List<PostgresBinaries> unfit) => new(
        $"The database in {folder.Path} was made by PostgreSQL {major}, and here is "
        + (unfit.Count == 0 ? "none" : $"only {Names(unfit)}")
        + $": install PostgreSQL {major}, or start with a new data folder (--data or LEDGER_DATA) and move the data by pg_dump.");

    private EmbeddedPostgresException Nothing(List<PostgresBinaries> unfit) => new(
        "No PostgreSQL that runs here was found"
        + (unfit.Count == 0 ? "" : $" (only {Names(unfit)}, which is too old)")
        + (options.BinariesFolder is { } native ? $", neither in {native} nor installed" : "")
        + $": install PostgreSQL {Oldest} or later (Debian: apt-get install postgresql), or set ConnectionStrings__Ledger to "
        + "a server of yours.");

    private static string Names(List<PostgresBinaries> found) =>
        string.Join(" and ", found.Select(f => f.Version).Distinct());
}
