using System.Net;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Ledger.Domain.Entries;
using Ledger.Server.Feed;
using Ledger.Server.Tests.Api;
using Ledger.Server.Tests.OpenApi;
using Shouldly;
using Xunit;

namespace Ledger.Server.Tests.Feed;

/// <summary>
/// The schemas of events. A version that was released is never changed: where a type has changed, <c>LEDGER_WRITE_GOLDEN=1</c> writes
/// the next version beside it. Only what it says in words is written anew.
/// </summary>
public sealed class SchemaTests(ApiHost host) : IClassFixture<ApiHost>
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly string Folder = Path.Combine(Repository.Root, "src", "Ledger.Server", "Feed", "Schemas");

    public static TheoryData<string> Names => [.. EventTypes.All.Select(type => type.Key)];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_latest_version_is_what_is_stored(string name)
    {
        var latest = Directory.GetFiles(Folder, $"{name}.v*.json").Length;
        var released = latest == 0 ? null : JsonNode.Parse(File.ReadAllText(FileOf(name, latest)));
        var same = released is not null && JsonNode.DeepEquals(Wordless(released), Wordless(EventSchema.Of(name, latest)));
        if (Environment.GetEnvironmentVariable("LEDGER_WRITE_GOLDEN") == "1")
        {
            var version = same ? latest : latest + 1;
            File.WriteAllText(FileOf(name, version), EventSchema.Of(name, version).ToJsonString(Indented).ReplaceLineEndings("\n") + "\n");
            return;
        }

        same.ShouldBeTrue($"What is stored as {name} differs from its schema v{latest}. If that is meant, run this test with LEDGER_WRITE_GOLDEN=1: it writes the next version.");
        JsonNode.DeepEquals(released, EventSchema.Of(name, latest)).ShouldBeTrue("Its words differ: run this test with LEDGER_WRITE_GOLDEN=1.");
    }

    [Fact]
    public async Task Every_kind_of_event_is_listed_with_the_address_of_its_schema()
    {
        var items = (await host.GetAsync("/schemas"))["items"]!.AsArray();
        items.Select(item => item!["name"]!.GetValue<string>()).ShouldBe(EventTypes.All.Select(type => type.Key));
        foreach (var item in items)
        {
            using var response = await host.Client.GetAsync(new Uri(item!["schema"]!.GetValue<string>(), UriKind.Relative));
            response.StatusCode.ShouldBe(HttpStatusCode.OK);
            response.Content.Headers.ContentType!.MediaType.ShouldBe("application/schema+json");
            response.Headers.CacheControl!.ToString().ShouldContain("immutable");
            JsonNode.Parse(await response.Content.ReadAsStringAsync())!["$id"]!.GetValue<string>().ShouldBe(item["schema"]!.GetValue<string>());
        }
    }

    [Theory]
    [InlineData("/schemas/construction_started/v99")]
    [InlineData("/schemas/nothing/v1")]
    public async Task A_schema_that_is_not_there_is_not_found(string path) => (await host.AskAsync(path)).Status.ShouldBe(HttpStatusCode.NotFound);

    private static string FileOf(string name, int version) => Path.Combine(Folder, $"{name}.v{version}.json");

    private static JsonNode Wordless(JsonNode schema)
    {
        var copy = schema.DeepClone();
        Strip(copy);
        return copy;
    }

    private static void Strip(JsonNode? node)
    {
        if (node is JsonArray array) foreach (var item in array) Strip(item);
        if (node is not JsonObject schema) return;
        // A member may be called description: then it is an object and stays.
        if (schema["description"] is JsonValue) schema.Remove("description");
        foreach (var (_, value) in schema) Strip(value);
    }
}
