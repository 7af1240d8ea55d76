using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Ledger.Domain.Entries;
using Ledger.Domain.Indicators;
using Ledger.Domain.Plans;
using Ledger.Domain.Projects;

namespace Ledger.Server.Words;

/// <summary>What the fields of a project or an indicator are called, and how their values are written for people.</summary>
internal static class FieldWords
{
    private static readonly Dictionary<string, (string Chinese, string English, string Unit)> Fields = new(StringComparer.Ordinal)
    {
        ["id"] = ("项目代码", "id", ""), ["plan"] = ("规划", "plan", ""), ["number"] = ("项目编号", "number", ""), ["name"] = ("项目名称", "name", ""),
        ["category"] = ("学段", "category", ""), ["nature"] = ("建设性质", "nature", ""), ["natureAsWritten"] = ("建设性质原文", "nature as written", ""),
        ["sites"] = ("建设地址", "sites", ""), ["facility"] = ("学校", "facility", ""),
        ["scale.floorAreaSquareMetres"] = ("建筑面积", "floor area", "m²"), ["scale.siteAreaMu"] = ("占地面积", "site area", "亩"), ["scale.classes"] = ("班数", "classes", "班"),
        ["scale.places"] = ("学位", "places", "个"), ["scale.investmentTenThousandYuan"] = ("总投资", "investment", "万元"), ["scaleAsWritten"] = ("建设规模原文", "scale as written", ""),
        ["schedule.start"] = ("计划开工", "planned start", ""), ["schedule.end"] = ("计划完工", "planned end", ""), ["scheduleAsWritten"] = ("建设年限原文", "schedule as written", ""),
        ["committed"] = ("承诺期内完成", "committed", ""), ["stage"] = ("项目进展", "stage", ""), ["percent"] = ("形象进度", "progress", "%"),
        ["investedTenThousandYuan"] = ("累计完成投资", "invested", "万元"), ["constructionStartedOn"] = ("开工日期", "construction started", ""),
        ["responsibleUnit"] = ("责任单位", "responsible unit", ""), ["statusAsWritten"] = ("进展原文", "status as written", ""),
        ["simulated"] = ("模拟", "simulated", ""),
        ["unit"] = ("单位", "unit", ""), ["property"] = ("属性", "property", ""), ["direction"] = ("方向", "direction", ""),
        ["baseline"] = ("基期", "baseline", ""), ["target"] = ("目标", "target", ""), ["latest"] = ("最新", "latest", ""), ["attainment"] = ("达标情况", "attainment", ""),
    };

    /// <summary>The name of a field; one that has none keeps its path.</summary>
    public static string Field(this Language language, string path) => Fields.TryGetValue(path, out var words) ? language.Say(words.Chinese, words.English) : Figure(language, path) ?? path;

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
            JsonValueKind.Number => Amount(value.GetValue<decimal>(), Fields.GetValueOrDefault(path).Unit),
            _ => Text(language, path, value.ToString()),
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

    private static string Text(Language language, string path, string text) => path switch
    {
        "stage" when Code<Stage>.TryParse(text, out var stage) => language.Of(stage),
        "nature" when Code<Nature>.TryParse(text, out var nature) => language.Of(nature),
        "attainment" when Code<Attainment>.TryParse(text, out var attainment) => language.Of(attainment),
        "property" when Code<Property>.TryParse(text, out var property) => language.Of(property),
        "category" when Code<Category>.TryParse(text, out var category) => language.Of(category),
        _ => text,
    };
}
