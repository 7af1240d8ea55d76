namespace Ledger.Postgres.Embedded;

/// <summary>Where the ledger keeps its data unless told otherwise.</summary>
public static class DefaultDataFolder
{
    /// <summary>The environment variable that names the data folder.</summary>
    public const string Variable = "LEDGER_DATA";

    /// <summary>
    /// The absolute path of the data folder: <paramref name="chosen"/>, else <c>LEDGER_DATA</c>, else <c>/var/lib/ledger</c>
    /// for root, else <c>ledger</c> in the user's local application data.
    /// </summary>
    /// <param name="chosen">What the user asked for, relative to the working folder; null or blank when nothing.</param>
    /// <returns>An absolute path; nothing is created.</returns>
    /// <exception cref="EmbeddedPostgresException">Nothing was chosen and this account has no home.</exception>
    public static string Resolve(string? chosen) => Resolve(chosen, Environment.GetEnvironmentVariable(Variable));

    internal static string Resolve(string? chosen, string? fromEnvironment)
    {
        if (!string.IsNullOrWhiteSpace(chosen))
            return Path.GetFullPath(chosen);
        if (!string.IsNullOrWhiteSpace(fromEnvironment))
            return Path.GetFullPath(fromEnvironment);
        // Root's own home is closed to the account that PostgreSQL must run as.
        if (PostgresAccount.IsRoot)
            return "/var/lib/ledger";
        var local = Environment.GetFolderPath(
            Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        return local.Length > 0
            ? Path.Combine(local, "ledger")
            : throw new EmbeddedPostgresException(
                $"This account has no home folder to keep the ledger's data in: choose a folder with --data or {Variable}.");
    }
}
