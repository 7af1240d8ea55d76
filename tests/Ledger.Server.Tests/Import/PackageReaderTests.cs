using System.Text;
using Ledger.Server.Import;
using Shouldly;
using Xunit;

namespace Ledger.Server.Tests.Import;

public sealed class PackageReaderTests : IDisposable
{
    private readonly PackageFiles package = new();

    public void Dispose() => package.Dispose();

    [Fact]
    public void Reads_a_package_that_is_as_it_must_be()
    {
        var reading = PackageReader.Read(package.Folder);

        reading.Errors.ShouldBeEmpty();
        reading.Package!.Projects.Select(row => row.Id).ShouldBe(["school", "hall"]);
        reading.Package.Figures[3].At.ShouldBe(new("figures.csv", 5));
        reading.Package.Figures[0].Source.ShouldBe(new("test-1", "二", "表1", "毛入学率", "2015年", Evidence: "90.1"));
    }

    [Fact]
    public void Says_all_errors_at_once_with_file_line_and_column()
    {
        package.Replace("datapackage.json", "\"periodStart\": \"2021-01-01\"", "\"periodStart\": \"2021-13-01\"")
            .Replace("projects.csv", "hall,新建礼堂,compulsory", "school,新建礼堂,primary")
            .Replace("figures.csv", "98.5,98.5,,,false", "九十八,98.5,,2025-02-30,maybe")
            .Add("figures.csv", $"nobody,target,2025,=,1,1,,,false,,二,表1,行,列,{new string('证', 41)}")
            .Add("progress.csv", "school,progress_reported,2022,false,120,一半,三,专栏1,1,一半");

        Errors().ShouldBe(
        [
            ("datapackage.json", 13, "ledger.periodStart"),
            ("figures.csv", 4, "value"),
            ("figures.csv", 4, "effective"),
            ("figures.csv", 4, "observed"),
            ("figures.csv", 6, "evidence"),
            ("progress.csv", 4, "percent"),
            ("projects.csv", 3, "category"),
        ]);
    }

    [Fact]
    public void A_code_that_belongs_to_simulations_is_refused()
    {
        package.Replace("datapackage.json", "test-1", "sim-1");
        PackageReader.Read(package.Folder).Errors.ShouldHaveSingleItem().Column.ShouldBe("ledger.code");
    }

    [Theory]
    [InlineData("projects.csv", "hall,", "Hall,", 3, "id")]
    [InlineData("projects.csv", "hall,", "school,", 3, "id")]
    [InlineData("projects.csv", "2022,2025,2022—2025", "2022,2021,2022—2025", 3, "end")]
    [InlineData("projects.csv", "2022—2025,true", "2022—2025,yes", 3, "committed")]
    [InlineData("projects.csv", "三,专栏1,2", ",专栏1,2", 3, "section")]
    [InlineData("projects.csv", ",新建礼堂\n", ",\n", 3, "evidence")]
    [InlineData("progress.csv", "school,feasibility_approved", "house,feasibility_approved", 3, "project")]
    [InlineData("progress.csv", "feasibility_approved,", "finished,", 3, "type")]
    [InlineData("progress.csv", "feasibility_approved,,true", "project_approved,,true", 3, null)]
    [InlineData("progress.csv", "feasibility_approved,,true,", "feasibility_approved,,true,10", 3, "percent")]
    [InlineData("progress.csv", "feasibility_approved,,true,", "progress_reported,,false,", 3, "percent")]
    [InlineData("indicators.csv", "%,anticipatory,increase,,", "%,anticipatory,increase,,rate", 2, "partOf")]
    [InlineData("indicators.csv", "%,anticipatory,increase,,", "%,anticipatory,increase,,pupil", 2, "partOf")]
    [InlineData("indicators.csv", "%,anticipatory", "%,expected", 2, "property")]
    [InlineData("figures.csv", "2025,=,98.5", "2025,,98.5", 4, "comparator")]
    [InlineData("figures.csv", "2025,=,98.5,98.5", "2025,=,,—", 4, "comparator")]
    [InlineData("figures.csv", "2025,=,98.5,98.5", "2025,=,98.5,", 4, "asWritten")]
    [InlineData("figures.csv", "2025,=,98.5,98.5", "2025,=,9e1,98.5", 4, "value")]
    [InlineData("figures.csv", "2025,=,98.5,98.5", "2025,=,\"1,000\",98.5", 4, "value")]
    [InlineData("figures.csv", "rate,baseline,2020", "rate,baseline,2020-5", 3, "period")]
    [InlineData("figures.csv", "rate,baseline,2020,=,95.3,95.3,,2020,false,,二,表1,毛入学率,2020年", "rate,baseline,2015,=,95.3,95.3,,2020,false,,二,表1,毛入学率,2015年", 3, null)]
    [InlineData("changes.csv", "rate,2020,2025", "rate,2025,2020", 2, "to")]
    [InlineData("changes.csv", "rate,", "ratio,", 2, "indicator")]
    [InlineData("figures.csv", "rate,baseline,2020", "\"rate\"x,baseline,2020", 3, null)]
    [InlineData("figures.csv", "rate,baseline,2020", "ra\"te,baseline,2020", 3, null)]
    [InlineData("figures.csv", "rate,baseline,2020", "\"rate,baseline,2020", 3, null)]
    [InlineData("figures.csv", "rate,baseline,2020,", "rate,baseline,2020", 3, null)]
    [InlineData("figures.csv", "\nrate,baseline,2020", "\n\nrate,baseline,2020", 3, null)]
    [InlineData("figures.csv", "indicator,kind", "indicator,remark", 1, "remark")]
    [InlineData("figures.csv", "indicator,kind", "indicator,indicator", 1, "indicator")]
    public void Names_the_line_and_the_column(string file, string old, string @new, int line, string? column)
    {
        package.Replace(file, old, @new);

        Errors().ShouldContain((file, line, column));
    }

    [Theory]
    [InlineData("\"code\": \"test-1\"", "\"code\": \"Test 1\"", 9, "ledger.code")]
    [InlineData("\"name\": \"test-1\"", "\"name\": \"test-2\"", 3, "name")]
    [InlineData("\"issuedOn\"", "\"isuedOn\"", 12, "ledger.isuedOn")]
    [InlineData("\"path\": \"figures.csv\"", "\"path\": \"../figures.csv\"", 20, "resources[3].path")]
    [InlineData("\"path\": \"figures.csv\"", "\"path\": \"/etc/passwd\"", 20, "resources[3].path")]
    [InlineData("\"path\": \"figures.csv\"", "\"path\": \"nothing.csv\"", 0, null)]
    [InlineData("{ \"name\": \"figures\", \"path\": \"figures.csv\" }", "{ \"name\": \"figure\", \"path\": \"figures.csv\" }", 20, "resources[3].name")]
    [InlineData("\"sources\": [{ \"title\": \"测试县教育规划\" }]", "\"sources\": []", 7, "sources")]
    [InlineData("\"title\": \"测试县教育规划\",", "\"title\": \"\\ud800\",", 1, null)]
    [InlineData("\"periodEnd\": \"2025-12-31\"", "\"periodEnd\": \"2020-12-31\"", 14, "ledger.periodEnd")]
    [InlineData("\"ledger\": {", "\"ledger\": ", 9, null)]
    public void Checks_what_the_package_says_about_itself(string old, string @new, int line, string? column)
    {
        package.Replace("datapackage.json", old, @new);

        PackageReader.Read(package.Folder).Errors.ShouldContain(error => error.Line == line && error.Column == column);
    }

    [Fact]
    public void A_path_out_of_the_folder_is_one_error_in_the_file_that_says_it()
    {
        package.Replace("datapackage.json", "\"path\": \"projects.csv\"", "\"path\": \"https://example.org/projects.csv\"")
            .Replace("projects.csv", "hall,", "Hall,");

        PackageReader.Read(package.Folder).Errors.Where(error => error.Column != "project").ShouldHaveSingleItem().Column.ShouldBe("resources[0].path");
    }

    [Fact]
    public void Malformed_JSON_is_told_in_words_and_not_in_those_of_the_parser()
    {
        package.Replace("datapackage.json", "\"ledger\": {", "\"ledger\": ");

        var error = PackageReader.Read(package.Folder).Errors.ShouldHaveSingleItem();
        error.Reason.ShouldNotContain("LineNumber");
        error.Reason.ShouldContain("byte ");
    }

    [Fact]
    public void A_link_out_of_the_folder_is_not_followed()
    {
        File.Delete(package.PathOf("figures.csv"));
        File.CreateSymbolicLink(package.PathOf("figures.csv"), "/etc/hostname");

        PackageReader.Read(package.Folder).Errors.ShouldHaveSingleItem().Reason.ShouldContain("symbolic link");
    }

    [Theory]
    [InlineData(new byte[] { 0x50, 0x4B, 3, 4, 0, 0, 0, 1 }, "zero byte")]
    [InlineData(new byte[] { 0x69, 0x64, 0x0A, 0xC3, 0x28, 0x0A }, "no UTF-8")]
    [InlineData(new byte[] { 0xEF, 0xBB, 0xBF, 0x69, 0x64, 0x0A }, "byte order mark")]
    [InlineData(new byte[] { 0x69, 0x64, 0x0D, 0x69, 0x64, 0x0A }, "carriage return")]
    [InlineData(new byte[0], "empty")]
    public void What_is_no_text_is_an_error_and_no_exception(byte[] bytes, string reason)
    {
        foreach (var file in new[] { "datapackage.json", "figures.csv" })
        {
            using var spoiled = new PackageFiles();
            File.WriteAllBytes(spoiled.PathOf(file), bytes);
            var errors = PackageReader.Read(spoiled.Folder).Errors;
            if (file == "figures.csv" || reason != "carriage return") errors.ShouldContain(error => error.File == file && error.Reason.Contains(reason, StringComparison.Ordinal));
            errors.ShouldNotBeEmpty();
        }
    }

    [Fact]
    public void A_file_cut_off_at_any_byte_is_an_error()
    {
        var whole = File.ReadAllBytes(package.PathOf("figures.csv"));
        for (var length = 0; length < whole.Length; length++)
        {
            if (length > 0 && whole[length - 1] == (byte)'\n') continue; // whole rows: nothing tells that there were more
            File.WriteAllBytes(package.PathOf("figures.csv"), whole[..length]);
            PackageReader.Read(package.Folder).Errors.ShouldContain(error => error.File == "figures.csv", $"{length} bytes");
        }
    }

    [Theory]
    [InlineData("datapackage.json")]
    [InlineData("figures.csv")]
    [InlineData("projects.csv")]
    public void Bytes_changed_at_random_give_errors_or_a_package_and_never_an_exception(string file)
    {
        var random = new Random(20221122); // the same slips every time, so that a failure can be looked at
        var slip = Encoding.UTF8.GetBytes("\",{}[]:\\-.\n\r\0九u");
        var whole = File.ReadAllBytes(package.PathOf(file));
        for (var i = 0; i < 300; i++)
        {
            var bytes = whole.ToArray();
            for (var slips = random.Next(1, 4); slips > 0; slips--) bytes[random.Next(bytes.Length)] = slip[random.Next(slip.Length)];
            File.WriteAllBytes(package.PathOf(file), bytes);
            var reading = PackageReader.Read(package.Folder);
            (reading.Package is null).ShouldBe(reading.Errors.Count > 0);
        }
    }

    [Fact]
    public void A_file_that_is_too_large_is_not_read()
    {
        using (var file = new FileStream(package.PathOf("figures.csv"), FileMode.Create)) file.SetLength(65L * 1024 * 1024);

        PackageReader.Read(package.Folder).Errors.ShouldHaveSingleItem().Reason.ShouldContain("at most");
    }

    [Fact]
    public void A_file_of_nothing_but_errors_is_not_listed_to_its_end()
    {
        package.Write("figures.csv", File.ReadLines(package.PathOf("figures.csv")).First() + "\n" + string.Concat(Enumerable.Repeat("x\n", 200_000)));

        PackageReader.Read(package.Folder).Errors.Count.ShouldBe(1_001);
    }

    [Fact]
    public void A_folder_that_is_not_there_is_an_error() =>
        PackageReader.Read(Path.Combine(package.Folder, "nothing")).Errors.ShouldHaveSingleItem().Reason.ShouldContain("no folder");

    private List<(string File, int Line, string? Column)> Errors() =>
        [.. PackageReader.Read(package.Folder).Errors.Select(error => (error.File, error.Line, error.Column))];
}
