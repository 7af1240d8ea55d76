using System.Text.Json;
using Ledger.Server.Web;

namespace Ledger.Server.Commands;

/// <summary>Writes the one document that <c>--json</c> prints, as the API writes it, but indented.</summary>
internal static class Json
{
    private static readonly JsonSerializerOptions Options = new(WebJson.Options) { WriteIndented = true };

    public static void Write(Terminal terminal, object document) =>
        terminal.Out.WriteLine(JsonSerializer.Serialize(document, document.GetType(), Options));
}
