namespace Ledger.Server.Words;

/// <summary>What the rules that raise findings are called.</summary>
internal static class RuleWords
{
    private static readonly Dictionary<string, (string Chinese, string English)> Names = new(StringComparer.Ordinal)
    {
        ["no-issue-date"] = ("文件未印发布日期", "No issue date is printed"),
        ["unit-contradicts-value"] = ("单位与数值不符", "The unit contradicts the value"),
        ["missing-unit"] = ("缺少单位", "The unit is missing"),
        ["conflicting-figures"] = ("同一数量出现不同数值", "One quantity has two figures"),
        ["change-mismatch"] = ("增减值与前后数值不符", "A stated change is not the difference"),
        ["percent-for-percentage-points"] = ("百分点写成百分比", "Percent where percentage points are meant"),
        ["total-mismatch"] = ("分项之和不等于合计", "The parts do not add up to the total"),
        ["missing-figure"] = ("数值空缺", "A figure is missing"),
        ["figure-in-words"] = ("以文字或比例代替数值", "Words or a ratio stand for a figure"),
        ["inexact-target"] = ("目标不精确", "The target is not exact"),
        ["target-already-past"] = ("目标年已过", "The target's time was over already"),
        ["inconsistent-dash"] = ("年限连接号不一致", "Dashes of several kinds"),
        ["committed-beyond-period"] = ("带★而年限超出规划期", "Promised, but ends after the period"),
        ["uncommitted-within-period"] = ("无★而年限在规划期内", "Not promised, but ends within the period"),
        ["schedule-contradicts-status"] = ("建设年限与进展矛盾", "Schedule and status contradict each other"),
        ["nature-contradicts-name"] = ("建设性质与名称矛盾", "Nature and name contradict each other"),
        ["nature-contradicts-contents"] = ("建设性质与内容矛盾", "Nature and contents contradict each other"),
        ["duplicate-number"] = ("编号重复", "A number is used twice"),
    };

    /// <summary>The name of a rule; one that this program does not know keeps its code.</summary>
    public static string Rule(this Language language, string rule) =>
        Names.TryGetValue(rule, out var name) ? language.Say(name.Chinese, name.English) : rule;

    /// <summary>Rules without a name, for the tests.</summary>
    internal static IEnumerable<string> Unnamed(IEnumerable<string> rules) => rules.Where(rule => !Names.ContainsKey(rule));
}
