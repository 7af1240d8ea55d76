using System.Text.Json;
using Ledger.Postgres.Doctor;
using Ledger.Server.Hosting;

namespace Ledger.Server.Commands.Doctor;

/// <summary>What came with the program is there.</summary>
internal static class InstallationChecks
{
    private const string Area = "installation";
    private const string BuildAgain = "Build or install the program again.";

    public static IEnumerable<Check> Run(LedgerLocation location)
    {
        yield return Postgres(location);
        yield return Assets();
        yield return Packages();
    }

    private static Check Postgres(LedgerLocation location)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "postgresql", "bin", OperatingSystem.IsWindows() ? "postgres.exe" : "postgres");
        if (location.ConnectionString is not null) return new Check(Area, "PostgreSQL", Outcome.Ok, "not needed: ConnectionStrings__Ledger names a server");
        return Check.Wish(Area, "PostgreSQL", File.Exists(program), File.Exists(program) ? "shipped with the program" : "not shipped; an installed one serves", BuildAgain);
    }

    // After a publish the assets lie beside the program; after a build, where the manifest says that the build found them.
    private static Check Assets()
    {
        var there = Roots().Any(root => File.Exists(Path.Combine(root, "lib", "scalar", "standalone.js")));
        return Check.Of(Area, "Pages' assets", there, there ? "found" : "not found beside the program, nor where it was built", BuildAgain);
    }

    private static IEnumerable<string> Roots()
    {
        yield return Path.Combine(AppContext.BaseDirectory, "wwwroot");
        var manifest = Path.Combine(AppContext.BaseDirectory, "Ledger.Server.staticwebassets.runtime.json");
        if (!File.Exists(manifest)) yield break;
        using var json = JsonDocument.Parse(File.ReadAllText(manifest));
        foreach (var root in json.RootElement.GetProperty("ContentRoots").EnumerateArray()) yield return root.GetString()!;
    }

    private static Check Packages()
    {
        var folder = ShippedPlans.Folder;
        var packages = ShippedPlans.Find(folder);
        return Check.Of(Area, "Plan packages", packages.Count > 0, packages.Count > 0 ? $"{packages.Count} of them" : $"none in {folder}", BuildAgain);
    }
}
