using System.Text.Json;
using System.Text.Json.Nodes;
using Ledger.Domain.Entries;
using Shouldly;

namespace Ledger.Domain.Tests.Laws;

internal static class JsonRoundTrip
{
    /// <summary>A state survives as what it is and as its kind, also with its keys in the order in which jsonb gives them back.</summary>
    public static void Of<TState>(TState state)
        where TState : class
    {
        var text = JsonSerializer.Serialize(state, LedgerJson.Options);
        Same(JsonSerializer.Deserialize<TState>(text, LedgerJson.Options), state);
        Same(JsonSerializer.Deserialize<TState>(AsJsonb(JsonNode.Parse(text))!.ToJsonString(), LedgerJson.Options), state);
        var exact = JsonSerializer.Serialize(state, state.GetType(), LedgerJson.Options);
        Same(JsonSerializer.Deserialize(exact, state.GetType(), LedgerJson.Options), state);
        JsonSerializer.Serialize(JsonSerializer.Deserialize<TState>(text, LedgerJson.Options), LedgerJson.Options).ShouldBe(text);
    }

    private static void Same(object? read, object written)
    {
        if (!written.Equals(read)) read.ShouldBe(written);
    }

    /// <summary>Keys by length, then by bytes.</summary>
    public static JsonNode? AsJsonb(JsonNode? node) => node switch
    {
        JsonObject o => new JsonObject(o.OrderBy(pair => pair.Key.Length).ThenBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => KeyValuePair.Create(pair.Key, AsJsonb(pair.Value)))),
        JsonArray a => new JsonArray([.. a.Select(AsJsonb)]),
        _ => node?.DeepClone(),
    };
}
