using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace Ledger.Server.Commands;

/// <summary>Writes the one document that <c>--json</c> prints: camelCase, Chinese legible, indented for people who look.</summary>
internal static class Json
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        Converters = { new JsonStringEnumConverter(namingPolicy: null, allowIntegerValues: false) },
    };

    public static void Write(Terminal terminal, object document) =>
        terminal.Out.WriteLine(JsonSerializer.Serialize(document, document.GetType(), Options));
}
