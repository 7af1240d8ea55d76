using System.Text.Json.Nodes;
using Ledger.Server.Feed;
using Ledger.Server.Tests.Api;
using Ledger.Server.Tests.Docs;
using Ledger.Server.Tests.OpenApi;
using Shouldly;
using Xunit;

namespace Ledger.Server.Tests.Feed;

/// <summary>The feed as described. The description is frozen: <c>LEDGER_WRITE_GOLDEN=1</c> writes it anew, for a change that is meant.</summary>
public sealed class AsyncApiTests(ApiHost host) : IClassFixture<ApiHost>
{
    [Fact]
    public async Task The_description_is_the_one_released()
    {
        var actual = await host.Client.GetStringAsync(new Uri("/asyncapi/v1.json", UriKind.Relative));
        var golden = Path.Combine(Repository.Root, "docs", "reference", "asyncapi.json");
        if (Environment.GetEnvironmentVariable("LEDGER_WRITE_GOLDEN") == "1") await File.WriteAllTextAsync(golden, actual);
        (await File.ReadAllTextAsync(golden)).ShouldBe(actual, "The feed differs from docs/reference/asyncapi.json. Set LEDGER_WRITE_GOLDEN=1 and run this test if that is meant.");
    }

    [Fact]
    public async Task It_has_a_message_for_every_kind_of_event_and_every_reference_leads_somewhere()
    {
        var document = await host.GetAsync("/asyncapi/v1.json");
        document["components"]!["messages"]!.AsObject().Select(message => message.Key).ShouldBe([.. FeedTypes.All, "skipped", "head", "end"]);
        var references = Nodes(document).OfType<JsonObject>().Where(node => node["$ref"] is JsonValue).Select(node => node["$ref"]!.GetValue<string>()).ToList();
        references.Count.ShouldBeGreaterThan(FeedTypes.All.Count * 3);
        references.Where(reference => reference[2..].Split('/').Aggregate((JsonNode?)document, (node, part) => node?[part]) is null).ShouldBeEmpty();
    }

    /// <summary>By the schemas that the specifications' authors publish, and their own readers.</summary>
    [Fact]
    public async Task Description_and_events_are_what_their_specifications_say()
    {
        var folder = await NodePackages.FolderAsync("cloudevents@10.0.0");
        var specs = await NodePackages.FolderAsync("@asyncapi/specs@6.8.1");
        var ajv = await NodePackages.FolderAsync("ajv@8.17.1");
        var formats = await NodePackages.FolderAsync("ajv-formats@3.0.1");
        var script = Path.Combine(folder, "conform.mjs");
        await File.WriteAllTextAsync(script, Script);
        var (exitCode, said) = await NodePackages.RunAsync("node", folder, script, host.Client.BaseAddress!.ToString().TrimEnd('/'), folder, specs, ajv, formats);
        exitCode.ShouldBe(0, said);
        said.ShouldContain("conform");
    }

    private const string Script = """
        import { createRequire } from "node:module";
        const [ledger, cloudevents, specs, ajvFolder, formats] = process.argv.slice(2);
        const from = folder => createRequire(folder + "/");
        const get = async path => (await fetch(ledger + path)).json();
        const document = await get("/asyncapi/v1.json");
        const Ajv = from(ajvFolder)("ajv"), Ajv2020 = from(ajvFolder)("ajv/dist/2020"), addFormats = from(formats)("ajv-formats");

        const asyncapi = new Ajv({ strict: false, allErrors: true, meta: false, validateSchema: false }); // the schema brings its own draft-07
        addFormats(asyncapi);
        if (!asyncapi.validate(from(specs)("@asyncapi/specs").schemas["3.0.0"], document)) throw new Error(JSON.stringify(asyncapi.errors.slice(0, 5)));

        const { CloudEvent } = from(cloudevents)("cloudevents");
        const page = await get("/api/v1/feed?limit=1000");
        const schemas = new Ajv2020({ strict: true });
        addFormats(schemas);
        for (const event of page.entries) {
          new CloudEvent(event).validate();
          for (const name of Object.keys(event)) if (!/^[a-z0-9]{1,20}$/.test(name)) throw new Error(`${name} is no attribute's name`);
          const schema = await get(new URL(event.dataschema).pathname);
          if (!(schemas.getSchema(schema.$id) ?? schemas.compile(schema))(event.data)) throw new Error(`${event.id} is not by ${schema.$id}`);
        }
        if (page.entries.length < 10) throw new Error("too few");

        // The description's own schemas hold for the same events.
        const messages = new Ajv({ strict: false });
        addFormats(messages);
        messages.addSchema(document, "doc");
        for (const event of page.entries) {
          const name = event.type.split(".")[2];
          if (!messages.validate({ $ref: `doc#/components/messages/${name}/payload` }, event)) throw new Error(`${event.id}: ${JSON.stringify(messages.errors)}`);
        }
        console.log(page.entries.length, "events conform");
        """;

    private static IEnumerable<JsonNode> Nodes(JsonNode? node) => node switch
    {
        JsonObject members => [node, .. members.SelectMany(member => Nodes(member.Value))],
        JsonArray items => [node, .. items.SelectMany(Nodes)],
        null => [],
        _ => [node],
    };
}
