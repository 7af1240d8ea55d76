using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace Ledger.Domain.Entries;

/// <summary>How events are written as JSON: camelCase, codes for enumerations, nothing for what is absent.</summary>
public static class LedgerJson
{
    /// <summary>The options for stored events and read-model states.</summary>
    /// <remarks>An unknown property is an error: history that this program can't read whole must not be folded in part.</remarks>
    public static JsonSerializerOptions Options { get; } = Create();

    /// <summary>The stored bytes of an event, UTF-8.</summary>
    public static byte[] Write(LedgerEvent @event) => JsonSerializer.SerializeToUtf8Bytes(@event, @event.GetType(), Options);

    /// <summary>Reads an event back.</summary>
    /// <param name="type">The stored name.</param>
    /// <param name="data">The stored bytes.</param>
    /// <exception cref="UnreadableEventException">The name is unknown or the bytes don't fit it.</exception>
    public static LedgerEvent Read(string type, ReadOnlySpan<byte> data)
    {
        var target = EventTypes.Find(type) ?? throw new UnreadableEventException(type, "no such type is known to this version of the program");
        try
        {
            return (LedgerEvent?)JsonSerializer.Deserialize(data, target, Options)
                ?? throw new UnreadableEventException(type, "its data is null");
        }
        catch (JsonException e)
        {
            throw new UnreadableEventException(type, e.Message, e);
        }
    }

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
            NumberHandling = JsonNumberHandling.Strict,
            // Chinese stays legible in the database; the pages escape what they show themselves.
            Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
            RespectNullableAnnotations = true,
            Converters = { new JsonStringEnumConverter(namingPolicy: null, allowIntegerValues: false) },
        };
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}

/// <summary>A stored event that this program can't read.</summary>
/// <param name="type">The stored name.</param>
/// <param name="why">What is wrong with it.</param>
/// <param name="inner">The cause, if another exception told.</param>
public sealed class UnreadableEventException(string type, string why, Exception? inner = null)
    : Exception($"The stored event '{type}' can't be read: {why}.", inner)
{
    /// <summary>The stored name.</summary>
    public string StoredType { get; } = type;
}
