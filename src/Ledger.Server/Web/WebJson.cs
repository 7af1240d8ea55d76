using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Ledger.Domain.Entries;

namespace Ledger.Server.Web;

/// <summary>How answers are written as JSON: camelCase, codes for enumerations, null for what is absent, Chinese as it is.</summary>
internal static class WebJson
{
    /// <summary>The options of every answer and of the OpenAPI schemas.</summary>
    public static JsonSerializerOptions Options { get; } = Create();

    /// <summary>Puts the same rules into options that the framework made.</summary>
    public static void Apply(JsonSerializerOptions options)
    {
        // Answers are application/json with nosniff and never part of a page: nothing but quotes needs escaping.
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.RespectNullableAnnotations = true;
        options.Converters.Add(new InstantConverter());
        options.Converters.Add(new JsonStringEnumConverter(namingPolicy: null, allowIntegerValues: false));
    }

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        Apply(options);
        // Bodies and what is told in passing are seldom read or written: those are looked at when they are met.
        options.TypeInfoResolver = JsonTypeInfoResolver.Combine(WebJsonContext.Default, new DefaultJsonTypeInfoResolver());
        options.MakeReadOnly();
        return options;
    }

    /// <summary>The instant in UTC with Z: a plus sign would turn into a blank in an address that someone pastes it into.</summary>
    public static string Text(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture);

    /// <summary>The code of an enumeration's value, null of null.</summary>
    public static string? CodeOf<T>(T? value)
        where T : struct, Enum => value is { } some ? Code<T>.Of(some) : null;

    /// <summary>The members that an answer always has: all that are not left out where they are null.</summary>
    public static IEnumerable<string> AlwaysThere(JsonTypeInfo type) => type.Properties
        .Where(property => property.AttributeProvider?.GetCustomAttributes(typeof(JsonIgnoreAttribute), inherit: false).Length is null or 0)
        .Select(property => property.Name);

    private sealed class InstantConverter : JsonConverter<DateTimeOffset>
    {
        public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDateTimeOffset();

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) => writer.WriteStringValue(Text(value));
    }
}
