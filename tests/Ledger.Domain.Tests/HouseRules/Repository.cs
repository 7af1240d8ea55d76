using System.Runtime.CompilerServices;

namespace Ledger.Domain.Tests.HouseRules;

/// <summary>The repository these tests were built from.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    public static string TestFolder => Path.Combine(Root, "tests", "Ledger.Domain.Tests");

    /// <summary>Source files below a folder, without what a build made.</summary>
    public static IReadOnlyList<string> Sources(string folder) =>
        [.. Directory.EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Root, path))
            .Where(path => !path.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj" or "node_modules"))
            .Order(StringComparer.Ordinal)];

    // A deterministic CI build maps source paths away, so the assembly's own place is asked where the source's is not there.
    private static string Find([CallerFilePath] string here = "")
    {
        var start = File.Exists(here) ? here : typeof(Repository).Assembly.Location;
        for (var folder = Path.GetDirectoryName(start); folder is not null; folder = Path.GetDirectoryName(folder))
            if (File.Exists(Path.Combine(folder, "Ledger.sln"))) return folder;
        throw new InvalidOperationException($"No Ledger.sln lies above {start}.");
    }
}
