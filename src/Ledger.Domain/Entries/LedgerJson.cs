using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
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

    // What can be computed is not history: stored, it could one day contradict what it was computed from.
    private static void OmitWhatIsComputed(JsonTypeInfo type)
    {
        for (var i = type.Properties.Count - 1; i >= 0; i--)
            if (type.Properties[i] is { Set: null, AssociatedParameter: null }) type.Properties.RemoveAt(i);
    }

    // Without this a missing category would read as the first one, and a missing date as the year 1. The option
    // RespectRequiredConstructorParameters goes too far: it also asks for those that may be absent.
    private static void RequireWhatHasNoDefault(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
            if (property.AssociatedParameter is { IsMemberInitializer: false, HasDefaultValue: false, IsNullable: false }) property.IsRequired = true;
    }

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            PropertyNameCaseInsensitive = false,
            AllowDuplicateProperties = false,
            // jsonb puts keys in an order of its own.
            AllowOutOfOrderMetadataProperties = true,
            UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
            NumberHandling = JsonNumberHandling.Strict,
            // Chinese stays legible in the database; the pages escape what they show themselves.
            Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
            RespectNullableAnnotations = true,
            Converters = { new CodeConverterFactory() },
            // Refusals and bodies are of many types and seldom written: those are looked at when they are met.
            TypeInfoResolver = JsonTypeInfoResolver.Combine(LedgerJsonContext.Default, new DefaultJsonTypeInfoResolver())
                .WithAddedModifier(OmitWhatIsComputed).WithAddedModifier(RequireWhatHasNoDefault),
        };
        options.MakeReadOnly();
        return options;
    }
}
