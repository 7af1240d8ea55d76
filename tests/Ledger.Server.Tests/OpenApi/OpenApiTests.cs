using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Ledger.Domain.Entries;
using Ledger.Domain.Projects;
using Ledger.Server.Tests.Api;
using Ledger.Server.Web;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Ledger.Server.Tests.OpenApi;

/// <summary>The API as described. The description is frozen: <c>LEDGER_WRITE_GOLDEN=1</c> writes it anew, for a change that is meant.</summary>
public sealed class OpenApiTests(ApiHost host) : IClassFixture<ApiHost>
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Fact]
    public async Task The_description_is_the_one_released()
    {
        var actual = (await host.GetAsync("/openapi/v1.json")).ToJsonString(Indented).ReplaceLineEndings("\n") + "\n";
        var golden = Path.Combine(Repository.Root, "docs", "reference", "openapi.json");
        if (Environment.GetEnvironmentVariable("LEDGER_WRITE_GOLDEN") == "1") await File.WriteAllTextAsync(golden, actual);
        (await File.ReadAllTextAsync(golden)).ShouldBe(actual, "The API differs from docs/reference/openapi.json. Set LEDGER_WRITE_GOLDEN=1 and run this test if that is meant.");
    }

    [Fact]
    public void What_operations_answer_is_written_by_code_made_at_compile_time()
    {
        var answers = host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<Operation>() is not null)
            .SelectMany(endpoint => endpoint.Metadata.GetOrderedMetadata<IProducesResponseTypeMetadata>())
            .Where(answer => answer.Type is { } type && type != typeof(void) && type != typeof(object) && answer.ContentTypes.Any(content => content.EndsWith("json", StringComparison.Ordinal)))
            .Select(answer => answer.Type!).Distinct().ToList();
        answers.Count.ShouldBeGreaterThan(25);
        answers.Where(type => ((IJsonTypeInfoResolver)WebJsonContext.Default).GetTypeInfo(type, WebJson.Options) is null).ShouldBeEmpty("Name it in WebJsonContext.");
    }

    [Fact]
    public async Task It_is_openapi_3_1_and_names_no_server() =>
        (await host.GetAsync("/openapi/v1.json")).ShouldSatisfyAllConditions(
            document => document["openapi"]!.GetValue<string>().ShouldStartWith("3.1"),
            document => document["servers"]!.ToJsonString().ShouldBe("""[{"url":"/"}]"""));

    [Fact]
    public async Task Every_operation_and_parameter_and_property_is_described()
    {
        var document = await host.GetAsync("/openapi/v1.json");
        var operations = document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject().Select(operation => (Name: $"{operation.Key} {path.Key}", Node: operation.Value!))).ToList();
        operations.Count.ShouldBeGreaterThanOrEqualTo(26);
        var lacking = new List<string>();
        foreach (var (name, operation) in operations)
        {
            if (Empty(operation["summary"]) || Empty(operation["description"]) || Empty(operation["operationId"])) lacking.Add(name);
            foreach (var parameter in operation["parameters"]?.AsArray() ?? [])
                if (Empty(parameter!["description"]) || parameter["schema"]?["type"] is null) lacking.Add($"{name} {parameter["name"]}");
            if (name.Contains("/api/", StringComparison.Ordinal))
                foreach (var status in new[] { "2", "400", "503" })
                    if (!operation["responses"]!.AsObject().Any(response => response.Key.StartsWith(status, StringComparison.Ordinal))) lacking.Add($"{name} {status}");
        }

        foreach (var (name, schema) in document["components"]!["schemas"]!.AsObject())
            foreach (var (property, described) in schema!["properties"]?.AsObject() ?? [])
                if (Empty(described!["description"]) && described["$ref"] is null && described["oneOf"] is null) lacking.Add($"{name}.{property}");
        lacking.ShouldBeEmpty();
    }

    [Fact]
    public async Task Parameters_that_take_codes_list_them()
    {
        var parameters = (await host.GetAsync("/openapi/v1.json"))["paths"]!["/api/v1/projects"]!["get"]!["parameters"]!.AsArray();
        JsonNode Named(string name) => parameters.Single(parameter => parameter!["name"]!.GetValue<string>() == name)!;
        Named("stage")["schema"]!["enum"]!.AsArray().Select(value => value!.GetValue<string>()).ShouldBe(Code<Stage>.All);
        Named("limit")["schema"]!.AsObject().Where(p => p.Key is "minimum" or "maximum" or "default").ToDictionary(p => p.Key, p => p.Value!.GetValue<int>())
            .ShouldBe(new Dictionary<string, int> { ["minimum"] = 1, ["maximum"] = 500, ["default"] = 50 }, ignoreOrder: true);
        Named("asOf")["schema"]!["format"]!.GetValue<string>().ShouldBe("date");
    }

    private static bool Empty(JsonNode? text) => string.IsNullOrWhiteSpace(text?.GetValue<string>());
}

/// <summary>Where the sources are.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    private static string Find([CallerFilePath] string here = "")
    {
        // Deterministic builds write other paths into the program, so the folders above it are tried too.
        foreach (var start in new[] { Path.GetDirectoryName(here)!, AppContext.BaseDirectory })
            for (var folder = new DirectoryInfo(start); folder is { Exists: true }; folder = folder.Parent)
                if (File.Exists(Path.Combine(folder.FullName, "Ledger.sln"))) return folder.FullName;
        throw new InvalidOperationException("The repository was not found above the tests.");
    }
}
