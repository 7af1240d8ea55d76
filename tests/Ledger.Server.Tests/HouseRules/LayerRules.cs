using System.Reflection;
using System.Text.RegularExpressions;
using Ledger.Domain.Time;
using Ledger.Postgres;
using Ledger.Server.Web;
using Shouldly;
using Xunit;

namespace Ledger.Server.Tests.HouseRules;

/// <summary>Domain ← Postgres ← Server, and SQL in one of them only.</summary>
public sealed partial class LayerRules
{
    [Fact]
    public void Arrows_point_one_way()
    {
        Ledgers(typeof(Fold).Assembly).ShouldBeEmpty();
        Ledgers(typeof(LedgerDatabase).Assembly).ShouldBe(["Ledger.Domain"]);
        Ledgers(typeof(LedgerWeb).Assembly).ShouldBe(["Ledger.Domain", "Ledger.Postgres"], ignoreOrder: true);
    }

    [Fact]
    public void Sql_stands_in_Ledger_Postgres_only()
    {
        var source = Path.Combine(Root(), "src");
        Statements(Path.Combine(source, "Ledger.Postgres")).Count.ShouldBeGreaterThan(10, "the rule should find SQL where it belongs");
        Statements(Path.Combine(source, "Ledger.Server")).ShouldBeEmpty();
        Statements(Path.Combine(source, "Ledger.Domain")).ShouldBeEmpty();
    }

    private static IReadOnlyList<string> Ledgers(Assembly assembly) =>
        [.. assembly.GetReferencedAssemblies().Select(name => name.Name!).Where(name => name.StartsWith("Ledger", StringComparison.Ordinal))];

    private static IReadOnlyList<string> Statements(string folder) =>
    [
        .. from file in Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
           where !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
           where Command().IsMatch(File.ReadAllText(file))
           select Path.GetRelativePath(folder, file),
    ];

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Ledger.sln"))) folder = folder.Parent ?? throw new InvalidOperationException("The repository is not above the tests.");
        return folder.FullName;
    }

    [GeneratedRegex(@"NpgsqlCommand|NpgsqlBatch|CreateCommand\(|CreateBatch\(|BeginBinaryImport")]
    private static partial Regex Command();
}
