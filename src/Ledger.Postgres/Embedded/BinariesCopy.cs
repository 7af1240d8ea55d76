using System.Security.Cryptography;
using System.Text.Json;

namespace Ledger.Postgres.Embedded;

/// <summary>A copy of the shipped PostgreSQL in the data folder, complete with the links that npm leaves out.</summary>
internal static class BinariesCopy
{
    /// <summary>The copy's folder, made if it isn't there; null when there is nothing to copy.</summary>
    /// <remarks>Call it in one's turn (<see cref="DataFolderLocks.TurnAsync"/>): a half-made copy is then nobody's.</remarks>
    public static string? Make(string native, DataFolder folder)
    {
        var server = Path.Combine(native, "bin", OperatingSystem.IsWindows() ? "postgres.exe" : "postgres");
        if (!File.Exists(server))
            return null;
        // Named by content, so that a new package gets its own copy and a running server keeps the files it has open.
        var copy = folder.In("postgresql-" + Fingerprint(server));
        if (Directory.Exists(copy))
            return copy;

        foreach (var abandoned in folder.FoldersLike("copying-postgresql-*"))
            Directory.Delete(abandoned, recursive: true);
        var draft = folder.In($"copying-postgresql-{Guid.NewGuid():N}");
        try
        {
            CopyFolder(native, draft);
            AddLinks(native, draft);
            Directory.Move(draft, copy);
        }
        catch (IOException e)
        {
            // Most likely the disk is full; a later start would remove it too, but the room is missing now.
            if (Directory.Exists(draft))
                Directory.Delete(draft, recursive: true);
            throw new EmbeddedPostgresException(
                $"PostgreSQL's programs can't be copied from {native} to {folder.Path} ({e.Message.TrimEnd('.')}): make room "
                + "there, or choose another data folder with --data or LEDGER_DATA.", e);
        }
        return copy;
    }

    private static string Fingerprint(string server)
    {
        using var stream = File.OpenRead(server);
        return Convert.ToHexStringLower(SHA256.HashData(stream))[..12];
    }

    private static void CopyFolder(string from, string to)
    {
        Directory.CreateDirectory(to);
        FileModes.Set(to, FileModes.Shared);
        var programs = Path.GetFileName(to) == "bin";
        foreach (var file in Directory.EnumerateFiles(from).Where(f => !f.EndsWith(".a", StringComparison.Ordinal)))
        {
            var target = Path.Combine(to, Path.GetFileName(file));
            File.Copy(file, target);
            FileModes.Set(target, programs ? FileModes.Shared : FileModes.SharedFile);
        }
        foreach (var folder in Directory.EnumerateDirectories(from))
            CopyFolder(folder, Path.Combine(to, Path.GetFileName(folder)));
    }

    // The package lists its links as pairs of paths such as native/lib/libpq.so.5.18 and native/lib/libpq.so.5.
    private static void AddLinks(string native, string copy)
    {
        var list = Path.Combine(native, "pg-symlinks.json");
        if (!File.Exists(list))
            return;
        foreach (var link in JsonSerializer.Deserialize<Link[]>(File.ReadAllText(list), JsonSerializerOptions.Web) ?? [])
        {
            var target = Path.GetFullPath(link.Target["native/".Length..], copy);
            if (!File.Exists(target))
                File.CreateSymbolicLink(target, Path.GetFileName(link.Source));
        }
    }

    private sealed record Link(string Source, string Target);
}
