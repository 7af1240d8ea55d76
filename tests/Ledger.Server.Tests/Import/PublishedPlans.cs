using System.Runtime.CompilerServices;
using Ledger.Domain.Packages;
using Ledger.Server.Import;
using Shouldly;

namespace Ledger.Server.Tests.Import;

/// <summary>The five packages of the repository.</summary>
internal static class PublishedPlans
{
    public static string Root { get; } = FindRoot();

    public static IReadOnlyList<string> Folders { get; } =
        [.. Directory.GetDirectories(Path.Combine(Root, "src", "Ledger.Server", "Plans")).Order(StringComparer.Ordinal)];

    public static string Folder(string code) => Path.Combine(Root, "src", "Ledger.Server", "Plans", code);

    public static PlanPackage Read(string folder)
    {
        var reading = PackageReader.Read(folder);
        reading.Errors.ShouldBeEmpty();
        return reading.Package!;
    }

    private static string FindRoot([CallerFilePath] string here = "")
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Ledger.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException($"No Ledger.sln above {AppContext.BaseDirectory} ({here}).");
    }
}
