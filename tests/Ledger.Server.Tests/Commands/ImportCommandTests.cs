using Ledger.Testing;
using Shouldly;
using Xunit;

namespace Ledger.Server.Tests.Commands;

/// <summary><c>import</c>: what it says, what it writes, and how it ends.</summary>
public sealed class ImportCommandTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private static readonly string Package = Path.Combine(ImportedLedger.Packages, "shapingba-2023");

    [Fact]
    public async Task A_dry_run_writes_nothing_an_import_everything_and_a_repeat_nothing_more()
    {
        var dry = (await CommandRun.OnAsync(database, "import", Package, "--dry-run", "--json")).ShouldEndWith(0).Json;
        dry.GetProperty("dryRun").GetBoolean().ShouldBeTrue();
        (await database.Ledger.App.CreateCommand("select count(*) from ledger.mt_events").ExecuteScalarAsync()).ShouldBe(0L);

        var first = (await CommandRun.OnAsync(database, "import", Package, "--json")).ShouldEndWith(0).Json;
        first.GetProperty("lastPosition").GetInt64().ShouldBeGreaterThan(10);
        first.GetProperty("entries").ToString().ShouldBe(dry.GetProperty("entries").ToString());

        var again = (await CommandRun.OnAsync(database, "import", Package, "--lang", "en")).ShouldEndWith(0);
        again.Out.ShouldContain("nothing is added");
    }

    [Fact]
    public async Task Errors_name_file_line_column_and_reason_all_at_once_and_nothing_is_written()
    {
        var folder = Directory.CreateTempSubdirectory("ledger-broken-").FullName;
        try
        {
            foreach (var file in Directory.EnumerateFiles(Package)) File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
            var projects = Path.Combine(folder, "projects.csv");
            var lines = await File.ReadAllLinesAsync(projects);
            lines[1] = lines[1].Replace("preschool", "nonsense", StringComparison.Ordinal).Replace("compulsory", "nonsense", StringComparison.Ordinal).Replace("senior-high", "nonsense", StringComparison.Ordinal);
            lines[2] += ",more";
            await File.WriteAllLinesAsync(projects, lines);

            var table = (await CommandRun.OnAsync(database, "import", folder, "--lang", "en")).ShouldEndWith(1);
            table.Out.ShouldContain("projects.csv");
            table.Error.ShouldContain("nothing was written");
            var errors = (await CommandRun.OnAsync(database, "import", folder, "--json")).ShouldEndWith(1).Json.GetProperty("errors");
            errors.GetArrayLength().ShouldBeGreaterThanOrEqualTo(2);
            errors.EnumerateArray().ShouldAllBe(error => error.GetProperty("file").GetString() == "projects.csv" && error.GetProperty("line").GetInt32() > 1);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
