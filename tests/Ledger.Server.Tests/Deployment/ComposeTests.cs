using System.Text.RegularExpressions;
using Shouldly;
using Xunit;
using YamlDotNet.RepresentationModel;

namespace Ledger.Server.Tests.Deployment;

/// <summary>No container engine runs where these tests do, so what can be known from the files is asserted from them.</summary>
public sealed partial class ComposeTests
{
    private static readonly string Repository = FindRepository();
    private static readonly string[] Dockerfile = File.ReadAllLines(Path.Combine(Repository, "src/Ledger.Server/Dockerfile"));
    private static readonly YamlMappingNode Compose = Load("docker-compose.yml");
    private static readonly YamlNode Ledger = Compose["services"]["ledger"];
    private static readonly YamlNode Database = Compose["services"]["database"];

    [Fact]
    public void The_ledger_is_built_from_a_Dockerfile_that_exists()
    {
        var context = Path.Combine(Repository, Text(Ledger["build"]["context"]));
        File.Exists(Path.Combine(context, Text(Ledger["build"]["dockerfile"]))).ShouldBeTrue();
    }

    [Fact]
    public void The_database_is_PostgreSQL_18_and_keeps_its_data_in_a_named_volume()
    {
        Text(Database["image"]).ShouldBe("postgres:18");
        Volumes(Database).ShouldBe([("database", "/var/lib/postgresql")]);
        Volumes(Ledger).ShouldBe([("ledger-data", "/data")]);
        ((YamlMappingNode)Compose["volumes"]).Children.Keys.Select(Text).ShouldBe(["ledger-data", "database"]);
    }

    [Fact]
    public void Only_the_ledger_is_published_and_only_on_this_machine()
    {
        ((YamlSequenceNode)Ledger["ports"]).Select(Text).ShouldBe(["127.0.0.1:5080:5080"]);
        ((YamlMappingNode)Database).Children.Keys.Select(Text).ShouldNotContain("ports");
    }

    [Fact]
    public void Both_are_told_the_same_password_and_none_is_written_down()
    {
        var connection = Text(Ledger["environment"]["ConnectionStrings__Ledger"]);
        var password = Text(Database["environment"]["POSTGRES_PASSWORD"]);

        password.ShouldStartWith("${LEDGER_DB_PASSWORD:?");
        connection.ShouldBe(
            $"Host=database;Database={Text(Database["environment"]["POSTGRES_DB"])};"
            + $"Username={Text(Database["environment"]["POSTGRES_USER"])};Password={password}");
    }

    [Fact]
    public void The_ledger_waits_for_a_healthy_database_and_both_tell_their_health()
    {
        Text(Ledger["depends_on"]["database"]["condition"]).ShouldBe("service_healthy");
        ((YamlSequenceNode)Database["healthcheck"]["test"]).Select(Text).Last().ShouldStartWith("pg_isready -U ledger");
        Dockerfile.Count(line => line.StartsWith("HEALTHCHECK", StringComparison.Ordinal)).ShouldBe(1);
        string.Concat(Dockerfile).ShouldContain("GET /health/ready");
    }

    [Fact]
    public void Neither_runs_as_root()
    {
        Text(Database["user"]).ShouldBe("postgres");
        // The last stage is what runs; USER in an earlier one would say nothing.
        Dockerfile.SkipWhile(line => !line.StartsWith("FROM mcr.microsoft.com/dotnet/aspnet:10.0", StringComparison.Ordinal))
            .ShouldContain("USER $APP_UID");
        Dockerfile.Last(line => line.StartsWith("FROM ", StringComparison.Ordinal)).ShouldContain("aspnet:10.0");
    }

    [Fact]
    public void The_image_holds_what_dotnet_publish_makes_of_the_server()
    {
        var publish = Dockerfile.Single(line => line.Contains("dotnet publish", StringComparison.Ordinal) && line[0] != '#');
        var project = PublishedProject().Match(publish).Groups[1].Value;

        File.Exists(Path.Combine(Repository, project)).ShouldBeTrue(project);
        Dockerfile.Last(line => line.Length > 0).ShouldBe($"ENTRYPOINT [\"dotnet\", \"{Path.GetFileNameWithoutExtension(project)}.dll\"]");
    }

    private static (string Name, string Path)[] Volumes(YamlNode service) =>
        [.. ((YamlSequenceNode)service["volumes"]).Select(Text).Select(v => v.Split(':')).Select(v => (v[0], v[1]))];

    private static string Text(YamlNode node) => ((YamlScalarNode)node).Value!;

    private static YamlMappingNode Load(string file)
    {
        using var reader = new StreamReader(Path.Combine(Repository, file));
        var yaml = new YamlStream();
        yaml.Load(reader);
        return (YamlMappingNode)yaml.Documents.Single().RootNode;
    }

    private static string FindRepository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Ledger.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("These tests run within the repository.");
    }

    [GeneratedRegex("dotnet publish (\\S+)")]
    private static partial Regex PublishedProject();
}
