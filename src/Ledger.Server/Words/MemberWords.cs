using Ledger.Domain.Entries;
using Ledger.Domain.Indicators;
using Ledger.Domain.Plans;
using Ledger.Domain.Projects;

namespace Ledger.Server.Words;

/// <summary>What the members of entries are called in forms, and what helps to fill them.</summary>
internal static class MemberWords
{
    private static readonly Dictionary<string, (string Chinese, string English)> Names = new(StringComparer.Ordinal)
    {
        ["effectiveOn"] = ("业务日期", "Effective date"), ["observed"] = ("只是当时看到的情况", "Only seen as given by then"), ["effectiveAsWritten"] = ("日期原文", "Date as written"),
        ["statusAsWritten"] = ("进展情况原文", "Status as written"), ["plan"] = ("规划", "Plan"), ["number"] = ("项目编号", "Number"), ["name"] = ("名称", "Name"),
        ["id"] = ("代码", "Slug"), ["scope"] = ("建设内容", "Scope"), ["category"] = ("学段", "Category"), ["nature"] = ("建设性质", "Nature"),
        ["natureAsWritten"] = ("建设性质原文", "Nature as written"), ["sites"] = ("建设地址", "Sites"), ["facility"] = ("学校", "School"), ["scale"] = ("建设规模", "Scale"),
        ["floorAreaSquareMetres"] = ("建筑面积（m²）", "Floor area (m²)"), ["siteAreaMu"] = ("占地面积（亩）", "Site area (mu)"), ["classes"] = ("班数", "Classes"),
        ["places"] = ("学位", "Places"), ["investmentTenThousandYuan"] = ("总投资（万元）", "Investment (10,000 yuan)"), ["asWritten"] = ("原文", "As written"),
        ["responsibleUnit"] = ("责任单位", "Responsible unit"), ["schedule"] = ("建设年限", "Schedule"), ["start"] = ("计划开工", "Planned start"), ["end"] = ("计划完工", "Planned end"),
        ["committed"] = ("承诺期内完成（★）", "Committed (★)"), ["percent"] = ("形象进度（%）", "Progress (%)"), ["investedTenThousandYuan"] = ("累计完成投资（万元）", "Invested to date (10,000 yuan)"),
        ["into"] = ("并入学校", "Merged into"), ["definition"] = ("指标", "Indicator"), ["unit"] = ("单位", "Unit"), ["property"] = ("属性", "Property"),
        ["direction"] = ("好的方向", "Direction"), ["partOf"] = ("属于哪项指标（代码）", "Part of (id)"), ["figure"] = ("数值", "Figure"), ["period"] = ("时期", "Period"),
        ["comparator"] = ("比较", "Comparator"), ["value"] = ("数值", "Value"), ["bound"] = ("区间端", "End of a range"), ["from"] = ("自", "From"), ["to"] = ("至", "To"),
        ["kind"] = ("类别", "Kind"), ["source"] = ("来源", "Source"), ["document"] = ("文件", "Document"), ["section"] = ("章节", "Section"), ["table"] = ("表或专栏", "Table or box"),
        ["row"] = ("行", "Row"), ["column"] = ("列", "Column"), ["page"] = ("页", "Page"), ["evidence"] = ("原文摘录", "Words of the source"), ["reason"] = ("理由或说明", "Reason"),
        ["replacement"] = ("更正后的内容", "What is right"), ["stage"] = ("项目进展", "Stage"), ["standing"] = ("状态", "Standing"), ["constructionStartedOn"] = ("开工日期", "Construction began"),
        ["caption"] = ("说明", "Caption"),
    };

    private static readonly Dictionary<string, (string Chinese, string English)> Hints = new(StringComparer.Ordinal)
    {
        ["effectiveOn"] = ("事情发生的日子，知道多准写多准：2022-06-18、2022-06、2022-Q2 或 2022；最晚明天。", "When it happened, as exactly as known: 2022-06-18, 2022-06, 2022-Q2 or 2022; tomorrow at the latest."),
        ["observed"] = ("来源只写“在建”等状态、没有写何时发生时勾选。", "Where the source states a condition and not when it began."),
        ["sites"] = ("每行一处。", "One a line."), ["id"] = ("可不填；小写字母、数字和连字符。", "May be left out; a-z, 0-9 and dashes."),
        ["document"] = ("规划代码，或文件标题、文号。", "Code of the plan, or title or number of another document."), ["evidence"] = ("最多 40 个字。", "At most 40 characters."),
        ["value"] = ("没有数字时不填，只填原文，例如 68:32。", "Leave it out where only words can say it, such as 68:32."),
        ["start"] = ("例如 2022-06 或 2022。", "Such as 2022-06 or 2022."), ["end"] = ("例如 2024-12 或 2024。", "Such as 2024-12 or 2024."), ["period"] = ("例如 2025。", "Such as 2025."),
    };

    private static readonly Dictionary<string, string> Codes = new(StringComparer.Ordinal)
    {
        ["increase"] = "越高越好", ["decrease"] = "越低越好", ["maintain"] = "保持", ["keep"] = "保持", ["min"] = "下限", ["max"] = "上限",
    };

    /// <summary>The name of a member; one that has none keeps its own.</summary>
    public static string Member(this Language language, string name) => Names.TryGetValue(name, out var words) ? language.Say(words.Chinese, words.English) : name;

    /// <summary>What helps to fill a member; null where its name says it.</summary>
    public static string? Hint(this Language language, string name) => Hints.TryGetValue(name, out var words) ? language.Say(words.Chinese, words.English) : null;

    /// <summary>A code as the value of a member.</summary>
    public static string MemberCode(this Language language, string member, string code) => member switch
    {
        "category" when Code<Category>.TryParse(code, out var category) => language.Of(category),
        "nature" when Code<Nature>.TryParse(code, out var nature) => language.Of(nature),
        "property" when Code<Property>.TryParse(code, out var property) => language.Of(property),
        "kind" when Code<PointKind>.TryParse(code, out var kind) => language.Of(kind),
        "stage" when Code<Stage>.TryParse(code, out var stage) => language.Of(stage),
        _ => language.Say(Codes.GetValueOrDefault(code, code), code),
    };

    /// <summary>Members without a name, for the tests.</summary>
    internal static IEnumerable<string> Unnamed(IEnumerable<string> members) => members.Where(member => !Names.ContainsKey(member));
}
