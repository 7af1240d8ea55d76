namespace Ledger.Server.Hosting;

/// <summary>The plans that come with the program.</summary>
internal static class ShippedPlans
{
    /// <summary>Where they lie.</summary>
    public static string Folder => Path.Combine(AppContext.BaseDirectory, "Plans");

    /// <summary>The packages in a folder, in the order of their names.</summary>
    public static IReadOnlyList<string> Find(string folder) => Directory.Exists(folder)
        ? [.. Directory.EnumerateDirectories(folder).Where(package => File.Exists(Path.Combine(package, "datapackage.json"))).Order(StringComparer.Ordinal)]
        : [];
}
