using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Ledger.Domain.Entries;
using Ledger.Domain.Indicators;

namespace Ledger.Server.Words;

/// <summary>How the fields of a project or an indicator and their values are written for people.</summary>
internal static class FieldWords
{
    /// <summary>The name of a field; one that has none keeps its path.</summary>
    public static string Field(this Language language, string path) => Figure(language, path) ?? language.Named(path) ?? path;

    /// <summary>A value as people read it, with its unit; a dash for none.</summary>
    /// <param name="language">The language.</param>
    /// <param name="path">Path of the field.</param>
    /// <param name="value">The value.</param>
    public static string Value(this Language language, string path, JsonNode? value) => value switch
    {
        null => "—",
        JsonArray { Count: 0 } => "—",
        JsonObject figure => Figure(language, figure),
        JsonArray many => string.Join(language.Say("、", ", "), many.Select(one => one?.ToString())),
        _ => value.GetValueKind() switch
        {
            JsonValueKind.True => (path == "committed" ? "★ " : "") + language.Say("是", "yes"),
            JsonValueKind.False => language.Say("否", "no"),
            JsonValueKind.Number => Amount(value.GetValue<decimal>(), FieldNames.UnitOf(path)),
            _ => language.Code(path, value.ToString()),
        },
    };

    /// <summary>An amount with its unit, as many decimals as it has.</summary>
    public static string Amount(decimal value, string? unit) =>
        value.ToString("#,0.####", CultureInfo.InvariantCulture) + (string.IsNullOrEmpty(unit) ? "" : unit == "%" ? unit : " " + unit);

    // points.target.2025: a figure that the indicator's item does not show.
    private static string? Figure(Language language, string path) =>
        path.Split('.') is ["points", var kind, .. var rest] && Code<PointKind>.TryParse(kind, out var known) ? $"{string.Join(' ', rest)} {language.Of(known)}" : null;

    private static string Figure(Language language, JsonObject figure)
    {
        var value = figure["value"]?.GetValue<decimal>();
        var comparator = figure["comparator"]?.ToString() is { } code && Code<Comparator>.TryParse(code, out var known) ? known : (Comparator?)null;
        return $"{figure["period"]} {FigureText.Of(language, new Figure(null, comparator, value, figure["asWritten"]?.ToString(), figure["unit"]?.ToString()), null)}".Trim();
    }
}
