using Ledger.Domain.Entries;
using Ledger.Domain.Indicators;
using Ledger.Domain.Plans;
using Ledger.Domain.Projects;

namespace Ledger.Server.Words;

/// <summary>What the fields of projects, indicators, plans and entries are called: on pages, in forms and where they are compared.</summary>
internal static class FieldNames
{
    /// <summary>A name.</summary>
    /// <param name="Chinese">In Chinese.</param>
    /// <param name="English">In English.</param>
    /// <param name="Unit">The unit of its numbers, as documents write it; empty for none.</param>
    /// <param name="EnglishUnit">The same for a label in English, where that differs.</param>
    private sealed record Name(string Chinese, string English, string Unit = "", string? EnglishUnit = null);

    // By the last part of a path: scope.scale.classes, scale.classes and classes are one field.
    private static readonly Dictionary<string, Name> Names = new(StringComparer.Ordinal)
    {
        ["effectiveOn"] = new("业务日期", "Effective date"), ["observed"] = new("只是当时看到的情况", "Only seen as given by then"), ["effectiveAsWritten"] = new("日期原文", "Date as written"),
        ["id"] = new("代码", "Id"), ["plan"] = new("规划", "Plan"), ["number"] = new("项目编号", "Number"), ["name"] = new("名称", "Name"), ["simulated"] = new("模拟", "Simulated"),
        ["scope"] = new("建设内容", "Scope"), ["category"] = new("学段", "Category"), ["nature"] = new("建设性质", "Nature"), ["natureAsWritten"] = new("建设性质原文", "Nature as written"),
        ["sites"] = new("建设地址", "Sites"), ["facility"] = new("学校", "School"), ["into"] = new("并入学校", "Merged into"), ["responsibleUnit"] = new("责任单位", "Responsible unit"),
        ["scale"] = new("建设规模", "Scale"), ["floorAreaSquareMetres"] = new("建筑面积", "Floor area", "m²"), ["siteAreaMu"] = new("占地面积", "Site area", "亩", "mu"),
        ["classes"] = new("班数", "Classes", "班", ""), ["places"] = new("学位", "Places", "个", ""), ["investmentTenThousandYuan"] = new("总投资", "Investment", "万元", "10,000 yuan"),
        ["asWritten"] = new("原文", "As written"), ["scaleAsWritten"] = new("建设规模原文", "Scale as written"), ["scheduleAsWritten"] = new("建设年限原文", "Schedule as written"),
        ["schedule"] = new("建设年限", "Schedule"), ["start"] = new("计划开工", "Planned start"), ["end"] = new("计划完工", "Planned end"), ["committed"] = new("承诺期内完成（★）", "Committed (★)"),
        ["stage"] = new("项目进展", "Stage"), ["standing"] = new("状态", "Standing"), ["percent"] = new("形象进度", "Progress", "%"),
        ["investedTenThousandYuan"] = new("累计完成投资", "Invested to date", "万元", "10,000 yuan"), ["constructionStartedOn"] = new("开工日期", "Construction began"),
        ["statusAsWritten"] = new("进展情况原文", "Status as written"),
        ["definition"] = new("指标", "Indicator"), ["unit"] = new("单位", "Unit"), ["property"] = new("属性", "Property"), ["direction"] = new("好的方向", "Direction"),
        ["partOf"] = new("属于哪项指标（代码）", "Part of (id)"), ["figure"] = new("数值", "Figure"), ["period"] = new("时期", "Period"), ["comparator"] = new("比较", "Comparator"),
        ["value"] = new("数值", "Value"), ["bound"] = new("区间端", "End of a range"), ["from"] = new("自", "From"), ["to"] = new("至", "To"), ["kind"] = new("类别", "Kind"),
        ["baseline"] = new("基期", "Baseline"), ["target"] = new("目标", "Target"), ["latest"] = new("最新", "Latest"), ["attainment"] = new("达标情况", "Attainment"),
        ["through"] = new("评到何时", "Speaks of the time up to"),
        ["source"] = new("来源", "Source"), ["document"] = new("文件", "Document"), ["section"] = new("章节", "Section"), ["table"] = new("表或专栏", "Table or box"),
        ["row"] = new("行", "Row"), ["column"] = new("列", "Column"), ["page"] = new("页", "Page"), ["evidence"] = new("原文摘录", "Words of the source"),
        ["reason"] = new("理由或说明", "Reason"), ["replacement"] = new("更正后的内容", "What is right"), ["caption"] = new("说明", "Caption"),
    };

    private static readonly Dictionary<string, (string Chinese, string English)> Hints = new(StringComparer.Ordinal)
    {
        ["effectiveOn"] = ("事情发生的日子，知道多准写多准：2022-06-18、2022-06、2022-Q2 或 2022；最晚明天。", "When it happened, as exactly as known: 2022-06-18, 2022-06, 2022-Q2 or 2022; tomorrow at the latest."),
        ["observed"] = ("来源只写“在建”等状态、没有写何时发生时勾选。", "Where the source states a condition and not when it began."),
        ["sites"] = ("每行一处。", "One a line."), ["id"] = ("可不填；小写字母、数字和连字符。", "May be left out; a-z, 0-9 and dashes."),
        ["document"] = ("规划代码，或文件标题、文号。", "Code of the plan, or title or number of another document."), ["evidence"] = ("最多 40 个字。", "At most 40 characters."),
        ["value"] = ("没有数字时不填，只填原文，例如 68:32。", "Leave it out where only words can say it, such as 68:32."),
        ["start"] = ("例如 2022-06 或 2022。", "Such as 2022-06 or 2022."), ["end"] = ("例如 2024-12 或 2024。", "Such as 2024-12 or 2024."),
        ["period"] = ("例如 2025、2025-Q2 或 2025-06。", "Such as 2025, 2025-Q2 or 2025-06."),
        ["through"] = ("年度评估写年份，例如 2022；其他写数据截止的年、月或日。", "The year of an annual report, such as 2022; of others the year, month or day on which their figures end."),
    };

    private static readonly Dictionary<string, string> Codes = new(StringComparer.Ordinal)
    {
        ["increase"] = "越高越好", ["decrease"] = "越低越好", ["maintain"] = "保持", ["keep"] = "保持", ["min"] = "下限", ["max"] = "上限",
    };

    /// <summary>The name of a field; null where it has none.</summary>
    public static string? Named(this Language language, string path) => Find(path) is { } name ? language.Say(name.Chinese, name.English) : null;

    /// <summary>The name of a field with the unit of its number, as forms ask for it; one that has no name keeps its path.</summary>
    public static string Label(this Language language, string path)
    {
        if (Find(path) is not { } name) return path;
        var unit = language.Say(name.Unit, name.EnglishUnit ?? name.Unit);
        return language.Say(name.Chinese, name.English) + (unit.Length == 0 ? "" : language.Say($"（{unit}）", $" ({unit})"));
    }

    /// <summary>The unit of a field's numbers; empty for none.</summary>
    public static string UnitOf(string path) => Find(path)?.Unit ?? "";

    /// <summary>What helps to fill a field; null where its name says it.</summary>
    public static string? Hint(this Language language, string name) => Hints.TryGetValue(name, out var words) ? language.Say(words.Chinese, words.English) : null;

    /// <summary>A code as the value of a field; what is no code of that field stays as it is.</summary>
    public static string Code(this Language language, string field, string code) => field switch
    {
        "category" when Code<Category>.TryParse(code, out var category) => language.Of(category),
        "nature" when Code<Nature>.TryParse(code, out var nature) => language.Of(nature),
        "property" when Code<Property>.TryParse(code, out var property) => language.Of(property),
        "kind" when Code<PointKind>.TryParse(code, out var kind) => language.Of(kind),
        "kind" when Code<EvaluationKind>.TryParse(code, out var kind) => language.Of(kind),
        "stage" when Code<Stage>.TryParse(code, out var stage) => language.Of(stage),
        "attainment" when Code<Attainment>.TryParse(code, out var attainment) => language.Of(attainment),
        "direction" or "comparator" or "bound" => language.Say(Codes.GetValueOrDefault(code, code), code),
        _ => code,
    };

    /// <summary>Fields without a name, for the tests.</summary>
    internal static IEnumerable<string> Unnamed(IEnumerable<string> names) => names.Where(name => !Names.ContainsKey(name));

    private static Name? Find(string path) => Names.GetValueOrDefault(path[(path.LastIndexOf('.') + 1)..]);
}
