namespace Ledger.Postgres.Embedded;

/// <summary>The folder that holds one ledger's database, and the names of what lies in it.</summary>
internal sealed class DataFolder
{
    private const string MarkerText =
        "This folder holds the database of a Ledger. Its owner is the Ledger alone: copy it only while the Ledger is stopped.\n";

    private DataFolder(string path) => Path = path;

    public string Path { get; }

    /// <summary>PostgreSQL's data directory.</summary>
    public string Database => In("database");

    public string Password => In("password");

    public string Port => In("port");

    public string ServerLock => In("server.lock");

    public string ServerPid => In("server.pid");

    public string UsersLock => In("users.lock");

    public string TurnLock => In("turn.lock");

    public string Log => System.IO.Path.Combine(Database, "postgresql.log");

    public bool HasCluster => File.Exists(System.IO.Path.Combine(Database, "PG_VERSION"));

    private string Marker => In("ledger-data.txt");

    /// <summary>Makes the folder, or makes sure that it is ours.</summary>
    /// <exception cref="EmbeddedPostgresException">It is somebody else's, or can't be used.</exception>
    public static DataFolder Open(string path)
    {
        var folder = new DataFolder(System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(path)));
        folder.RefuseUnquotableNames();
        try
        {
            folder.Claim();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new EmbeddedPostgresException(
                $"The data folder {folder.Path} can't be used ({e.Message.TrimEnd('.')}): choose one that this account may "
                + "write, with --data or LEDGER_DATA.", e);
        }
        return folder;
    }

    public string In(string name) => System.IO.Path.Combine(Path, name);

    public IEnumerable<string> FoldersLike(string pattern) => Directory.EnumerateDirectories(Path, pattern);

    private void Claim()
    {
        if (File.Exists(Marker))
            return;
        // Root's folder must let the unprivileged account through to its database; what is secret has its own mode.
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(Path);
        else if (!Directory.Exists(Path))
            Directory.CreateDirectory(Path, PostgresAccount.IsRoot ? FileModes.Shared : FileModes.PrivateFolder);

        var foreign = Directory.EnumerateFileSystemEntries(Path)
            .Select(System.IO.Path.GetFileName)
            .FirstOrDefault(name => name is not ("lost+found" or "ledger-data.txt"));
        if (foreign is not null && !File.Exists(Marker))
            throw new EmbeddedPostgresException(
                $"The folder {Path} isn't a ledger's data folder and isn't empty (it holds {foreign}): choose an empty or a new "
                + "folder with --data or LEDGER_DATA.");
        File.WriteAllText(Marker, MarkerText);
    }

    // pg_ctl hands the path to a shell between double quotes and escapes nothing.
    private void RefuseUnquotableNames()
    {
        if (!ShellSafe(Path))
            throw new EmbeddedPostgresException(
                $"The data folder's path {Path} has a character that PostgreSQL's tools can't take (one of \" $ ` \\ or a line "
                + "break): choose another folder with --data or LEDGER_DATA.");
    }

    internal static bool ShellSafe(string path) =>
        path.AsSpan().IndexOfAny(OperatingSystem.IsWindows() ? "\"%\r\n" : "\"$`\\\r\n") < 0;
}
