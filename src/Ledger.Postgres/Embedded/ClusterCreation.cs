using System.Security.Cryptography;
using Microsoft.Extensions.Logging;

namespace Ledger.Postgres.Embedded;

/// <summary>Makes a new cluster beside its place and moves it there when it is whole.</summary>
internal sealed class ClusterCreation(
    DataFolder folder, PostgresBinaries binaries, PostgresAccount account, ILogger logger)
{
    public static string NewPassword() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24));

    public async Task EnsureAsync(CancellationToken cancellationToken)
    {
        if (folder.HasCluster)
            return;
        logger.LogInformation("Creating the database in {Folder} (PostgreSQL {Version})", folder.Path, binaries.Version);
        RemoveAbandoned();
        if (Directory.Exists(folder.Database))
            throw new EmbeddedPostgresException(
                $"The folder {folder.Database} holds no whole PostgreSQL database: restore it from a copy, or move it away to "
                + "start anew.");
        if (!File.Exists(folder.Password))
            FileModes.WritePrivate(folder.Password, NewPassword());

        var draft = folder.In($"creating-database-{Guid.NewGuid():N}");
        await InitializeAsync(draft, cancellationToken);
        Directory.Move(draft, folder.Database);
        await PersistNameAsync(cancellationToken);
    }

    // In our turn nobody else creates. An initdb that outlived its killed parent may still write there: it then fails alone.
    private void RemoveAbandoned()
    {
        foreach (var draft in folder.FoldersLike("creating-database-*"))
        {
            try
            {
                Directory.Delete(draft, recursive: true);
            }
            catch (IOException)
            {
                logger.LogInformation("{Draft} is still being written by an earlier start; a later start removes it", draft);
            }
        }
        foreach (var file in Directory.EnumerateFiles(folder.Path, "initdb-*"))
            File.Delete(file);
    }

    private async Task InitializeAsync(string draft, CancellationToken cancellationToken)
    {
        var passwordFile = folder.In($"initdb-{Guid.NewGuid():N}");
        FileModes.WritePrivate(passwordFile, (await File.ReadAllTextAsync(folder.Password, cancellationToken)).Trim());
        try
        {
            await account.GiveAsync(passwordFile, cancellationToken);
            var result = await InitdbAsync(draft, passwordFile, "C.UTF-8", cancellationToken);
            // Not every system has C.UTF-8. C sorts the same; it only knows no letters beyond ASCII.
            if (!result.Succeeded && result.Output.Contains("locale", StringComparison.OrdinalIgnoreCase))
                result = await InitdbAsync(draft, passwordFile, "C", cancellationToken);
            if (!result.Succeeded)
                throw new EmbeddedPostgresException(
                    $"PostgreSQL {binaries.Version} can't create its database in {folder.Path} ({result.Complaint}): mend that "
                    + "and start again.");
        }
        finally
        {
            File.Delete(passwordFile);
        }
    }

    private async Task<ToolResult> InitdbAsync(
        string draft, string passwordFile, string locale, CancellationToken cancellationToken)
    {
        if (Directory.Exists(draft))
            Directory.Delete(draft, recursive: true);
        Directory.CreateDirectory(draft);
        FileModes.Set(draft, FileModes.PrivateFolder);
        await account.GiveAsync(draft, cancellationToken);
        return await PostgresTool.RunAsync(
            binaries.Initdb,
            [
                "-D", draft, "-U", ClusterSettings.User, $"--pwfile={passwordFile}", "--auth=scram-sha-256", "--encoding=UTF8",
                $"--locale={locale}", "--data-checksums", "--no-instructions",
            ],
            account, cancellationToken);
    }

    // initdb has flushed the files; the new name must survive a power cut too, or the next start would take acknowledged
    // entries for an abandoned draft.
    private async Task PersistNameAsync(CancellationToken cancellationToken)
    {
        if (!OperatingSystem.IsWindows())
            await PostgresTool.RunAsync("sync", [folder.Path], PostgresAccount.Ourselves, cancellationToken);
    }
}
