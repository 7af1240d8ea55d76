using System.ComponentModel;

namespace Ledger.Postgres.Embedded;

/// <summary>
/// The account that PostgreSQL's programs run as: ourselves, or – because PostgreSQL refuses root – an unprivileged one.
/// </summary>
/// <param name="Name">The account's name; null for ourselves.</param>
internal sealed record PostgresAccount(string? Name)
{
    private static readonly string[] Candidates = ["postgres", "nobody"];

    public static PostgresAccount Ourselves { get; } = new((string?)null);

    public static bool IsRoot => !OperatingSystem.IsWindows() && Environment.IsPrivilegedProcess;

    public static async Task<PostgresAccount> ChooseAsync(DataFolder folder, CancellationToken cancellationToken)
    {
        if (!IsRoot)
            return Ourselves;
        // PostgreSQL opens a cluster only for its owner, which need not be the account we would choose today.
        if (folder.HasCluster && await OwnerAsync(folder.Database, cancellationToken) is { } owner and not "root")
            return await new PostgresAccount(owner).CheckedAsync(folder, cancellationToken);
        foreach (var name in Candidates)
        {
            if ((await PostgresTool.RunAsync("id", ["-u", name], Ourselves, cancellationToken)).Succeeded)
                return await new PostgresAccount(name).CheckedAsync(folder, cancellationToken);
        }
        throw new EmbeddedPostgresException(
            "PostgreSQL refuses to run as root, and this machine has neither an account named postgres nor one named nobody "
            + "to run it as: create one (useradd --system postgres), or start the ledger as an ordinary user.");
    }

    /// <summary>Makes this account the owner of a folder or file that we made for it.</summary>
    public async Task GiveAsync(string path, CancellationToken cancellationToken)
    {
        if (Name is null)
            return;
        var result = await PostgresTool.RunAsync("chown", ["-h", $"{Name}:", path], Ourselves, cancellationToken);
        if (!result.Succeeded)
            throw new EmbeddedPostgresException(
                $"{path} can't be given to the account {Name}, which PostgreSQL must run as ({result.Complaint}): choose a data "
                + "folder on a file system that knows owners, with --data or LEDGER_DATA.");
    }

    // The only sure test of all the folders on the way and of all kinds of access lists is to go there as that account.
    private async Task<PostgresAccount> CheckedAsync(DataFolder folder, CancellationToken cancellationToken)
    {
        ToolResult result;
        try
        {
            result = await PostgresTool.RunAsync(
                "/bin/sh", ["-c", "cd \"$0\"", folder.Path], this, cancellationToken);
        }
        catch (Win32Exception e)
        {
            throw new EmbeddedPostgresException(
                $"PostgreSQL refuses to run as root, and starting it as the account {Name} failed ({e.Message}): start the "
                + "ledger as an ordinary user.", e);
        }
        return result.Succeeded
            ? this
            : throw new EmbeddedPostgresException(
                $"PostgreSQL must run as the account {Name}, which can't enter the data folder {folder.Path}: choose a folder "
                + "outside root's home, such as /var/lib/ledger, with --data or LEDGER_DATA.");
    }

    // .NET can't tell a file's owner; the third column of ls can, on every Unix.
    private static async Task<string?> OwnerAsync(string path, CancellationToken cancellationToken)
    {
        var listed = await PostgresTool.RunAsync("ls", ["-ld", path], Ourselves, cancellationToken);
        return listed.Output.Split(' ', StringSplitOptions.RemoveEmptyEntries).ElementAtOrDefault(2);
    }
}
