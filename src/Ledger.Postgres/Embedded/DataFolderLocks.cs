using System.Diagnostics;
using System.Globalization;

namespace Ledger.Postgres.Embedded;

/// <summary>
/// Who uses a data folder. The operating system drops these locks with the process that holds them, however it ends, so no
/// lock is ever stale.
/// </summary>
/// <remarks>
/// server.lock: held by the one server. users.lock: shared by everyone who uses the database, so that who can have it alone
/// was the last. turn.lock: held while PostgreSQL is being set up, started or stopped.
/// </remarks>
internal sealed class DataFolderLocks : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly DataFolder folder;
    private readonly FileStream? server;
    private FileStream? users;

    private DataFolderLocks(DataFolder folder, FileStream? server) => (this.folder, this.server) = (folder, server);

    public static DataFolderLocks Take(DataFolder folder, bool asServer)
    {
        if (!asServer)
            return new DataFolderLocks(folder, null);
        var server = TryOpen(folder.ServerLock, FileAccess.ReadWrite, FileShare.None)
            ?? throw new EmbeddedPostgresException(
                $"The data folder {folder.Path} is in use by another ledger ({Holder(folder)}): stop that one, or choose "
                + "another folder with --data or LEDGER_DATA.");
        File.WriteAllText(folder.ServerPid, Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        return new DataFolderLocks(folder, server);
    }

    /// <summary>Waits until nobody else is setting up, starting or stopping PostgreSQL here.</summary>
    public async Task<IDisposable> TurnAsync(CancellationToken cancellationToken)
    {
        var waited = Stopwatch.StartNew();
        while (waited.Elapsed < Patience)
        {
            if (TryOpen(folder.TurnLock, FileAccess.ReadWrite, FileShare.None) is { } turn)
                return turn;
            await Task.Delay(20, cancellationToken);
        }
        throw new EmbeddedPostgresException(
            $"Another program has been starting or stopping the database in {folder.Path} for more than "
            + $"{Patience.TotalSeconds:0} seconds: end it, then try again.");
    }

    public void Join() => users ??= TryOpen(folder.UsersLock, FileAccess.Read, FileShare.Read);

    /// <summary>Gives up our share and tells whether nobody else has one; call it in one's turn.</summary>
    public bool LeaveAsLast()
    {
        users?.Dispose();
        users = null;
        using var alone = TryOpen(folder.UsersLock, FileAccess.ReadWrite, FileShare.None);
        return alone is not null;
    }

    public void Dispose()
    {
        users?.Dispose();
        server?.Dispose();
    }

    private static string Holder(DataFolder folder)
    {
        try
        {
            return $"process {File.ReadAllText(folder.ServerPid).Trim()}";
        }
        catch (IOException)
        {
            return "which is just starting";
        }
    }

    private static FileStream? TryOpen(string path, FileAccess access, FileShare share)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, access, share);
        }
        catch (IOException e) when (e is not (DirectoryNotFoundException or FileNotFoundException or PathTooLongException))
        {
            return null;
        }
        catch (UnauthorizedAccessException e)
        {
            throw NotOurs(path, e);
        }
    }

    internal static EmbeddedPostgresException NotOurs(string path, Exception cause) => new(
        $"{path} belongs to another account: run the ledger as the account that made it, or choose another data folder with "
        + "--data or LEDGER_DATA.", cause);
}
