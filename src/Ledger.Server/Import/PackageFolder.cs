using System.Security.Cryptography;
using System.Text;
using Ledger.Domain.Findings.Rules;

namespace Ledger.Server.Import;

/// <summary>The files of a package, read once: what is checked, imported and digested are the same bytes.</summary>
internal sealed class PackageFolder
{
    public const string Manifest = "datapackage.json";

    /// <summary>Most bytes of one file. The largest of the published plans has a thousandth of it.</summary>
    public const long MostBytes = 64 * 1024 * 1024;

    private readonly string folder;
    private readonly ImportErrors errors;
    private readonly SortedDictionary<string, byte[]> read = new(StringComparer.Ordinal);

    public PackageFolder(string folder, ImportErrors errors)
    {
        this.folder = Path.GetFullPath(folder);
        this.errors = errors;
    }

    /// <summary>Reads a file of the package; null, and an error, where it can't be read or lies outside the folder.</summary>
    /// <param name="path">Relative to the folder, with slashes.</param>
    public byte[]? Read(string path)
    {
        if (read.TryGetValue(path, out var known)) return known;
        try
        {
            if (Refuse(path) is not { } reason)
                return read[path] = ReadBounded(Path.Combine(folder, path));
            errors.Add(path, 0, null, reason);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            errors.Add(path, 0, null, $"The file can't be read: {e.Message}");
        }

        return null;
    }

    /// <summary>Why a path is refused that does not lie inside.</summary>
    public const string Outside = "The path must name a file inside the package's folder: no '..', no absolute path, no address.";

    /// <summary>Whether a path, as it is written, names something inside the folder.</summary>
    public static bool IsInside(string path) =>
        !(path.Length is 0 or > 200 || path.Contains('\\', StringComparison.Ordinal) || path.Contains(':', StringComparison.Ordinal)
            || path.Contains('\0', StringComparison.Ordinal) || Path.IsPathRooted(path)
            || path.Split('/').Any(part => part is "" or "." or ".."));

    /// <summary>A file that was read before, or null.</summary>
    public byte[]? Known(string path) => read.GetValueOrDefault(path);

    /// <summary>
    /// What the import of these files depends on: SHA-256 over their names and bytes and the version of the finding rules,
    /// 64 hexadecimal digits.
    /// </summary>
    public string Digest()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"ledger-package 1 rules {FindingRules.Version}\n"));
        foreach (var (path, bytes) in read)
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{path.Length} {path} {bytes.Length}\n"));
            hash.AppendData(bytes);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private string? Refuse(string path)
    {
        if (!Directory.Exists(folder)) return $"There is no folder '{folder}'.";
        if (!IsInside(path)) return Outside;

        // A link could lead out of the folder, also after this check. The package has no need of any.
        var at = folder;
        foreach (var part in path.Split('/'))
        {
            at = Path.Combine(at, part);
            if (new FileInfo(at).LinkTarget is not null) return "The file is, or lies behind, a symbolic link; put the file itself into the folder.";
        }

        var file = new FileInfo(at);
        if (!file.Exists) return Directory.Exists(at) ? "This is a folder; a file was expected." : "There is no such file in the package's folder.";

        // Devices and pipes have no length either; so they are never opened, which could wait for ever.
        if (file.Length == 0) return "The file is empty.";
        return file.Length > MostBytes ? $"The file has {file.Length} bytes; at most {MostBytes} are read." : null;
    }

    private static byte[] ReadBounded(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        var length = stream.Length; // a file that grows meanwhile is read up to here
        if (length > MostBytes) throw new IOException("The file has grown too large.");
        var bytes = new byte[length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
