using Ledger.Domain.Entries;
using Ledger.Domain.Indicators;
using Ledger.Server.Indicators;
using Ledger.Server.Plans;
using Ledger.Server.Projects;

namespace Ledger.Server.Commands;

/// <summary>One thing in words, for people.</summary>
internal static class ShowText
{
    public static void Project(CommandContext context, ProjectDetail item)
    {
        Title(context, item.Name, item.Id);
        new Facts(context.Terminal)
            .Add(context.Say("规划", "Plan"), item.Plan)
            .Add(context.Say("编号", "Number"), item.Number)
            .Add(context.Say("进展", "Stage"), context.Language.Of(item.Stage) + (item.Percent is { } percent ? $" {percent}%" : ""))
            .Add(context.Say("原文进展", "As written"), item.StatusAsWritten)
            .Add(context.Say("开工", "Began"), item.ConstructionStartedOn)
            .Add(context.Say("学段", "Category"), context.Language.Of(item.Category))
            .Add(context.Say("性质", "Nature"), item.Nature is { } nature ? context.Language.Of(nature) : null)
            .Add(context.Say("学校", "Facility"), item.Facility)
            .Add(context.Say("地址", "Sites"), string.Join(" · ", item.Sites))
            .Add(context.Say("规模", "Scale"), ScaleOf(context, item.Scale))
            .Add(context.Say("投资", "Investment"), item.Scale.InvestmentTenThousandYuan is { } money ? $"{money} 万元" : null)
            .Add(context.Say("年限", "Years"), item.Schedule is { Start: null, End: null } ? null : $"{item.Schedule.Start ?? "?"}–{item.Schedule.End ?? "?"}")
            .Add("★", item.Committed is { } committed ? committed ? context.Say("承诺期内完成", "completion promised") : context.Say("未承诺", "not promised") : null)
            .Add(context.Say("责任单位", "Responsible"), item.ResponsibleUnit)
            .Add(context.Say("来源", "Source"), Place.InFull(item.Source))
            .Add(context.Say("自", "Since"), $"{TimeText.Of(item.EffectiveFrom)}")
            .Add(context.Say("记录", "Recorded"), TimeText.Of(item.RecordedAt))
            .Print();
    }

    public static void Plan(CommandContext context, PlanDetail item)
    {
        Title(context, item.Title, item.Code);
        new Facts(context.Terminal)
            .Add(context.Say("文号", "Number"), item.DocumentNumber)
            .Add(context.Say("印发机关", "Issuer"), item.Issuer)
            .Add(context.Say("区县", "Region"), item.RegionCode is null ? item.Region : $"{item.Region} ({item.RegionCode})")
            .Add(context.Say("印发", "Issued"), item.IssuedOn ?? context.Say("未印日期", "no date printed"))
            .Add(context.Say("规划期", "Period"), $"{TimeText.Of(item.Period.Start)} – {TimeText.Of(item.Period.End)}")
            .Add(context.Say("目标年", "Milestones"), string.Join(", ", item.Milestones))
            .Add(context.Say("项目", "Projects"), Projects(context, item.Projects))
            .Add(context.Say("指标", "Indicators"), item.Indicators)
            .Add(context.Say("问题", "Findings"), item.Findings)
            .Add(context.Say("自", "Since"), TimeText.Of(item.EffectiveFrom))
            .Add(context.Say("记录", "Recorded"), TimeText.Of(item.RecordedAt))
            .Print();
    }

    public static void Indicator(CommandContext context, IndicatorDetail item, IReadOnlyList<SeriesPoint> points)
    {
        Title(context, item.Name + (item.Retired ? context.Say("（已停用）", " (retired)") : ""), item.Id);
        new Facts(context.Terminal)
            .Add(context.Say("规划", "Plan"), item.Plan)
            .Add(context.Say("学段", "Category"), context.Language.Of(item.Category))
            .Add(context.Say("单位", "Unit"), item.Unit)
            .Add(context.Say("属性", "Property"), item.Property is { } property ? context.Language.Of(property) : null)
            .Add(context.Say("学校", "Facility"), item.Facility)
            .Add(context.Say("上级指标", "Part of"), item.PartOf)
            .Add(context.Say("来源", "Source"), Place.InFull(item.Source))
            .Print();
        var sheet = new Sheet(context.Terminal)
            .Column(context.Say("时间", "Period"), whole: true).Column(context.Say("类别", "Kind"), whole: true)
            .Column(context.Say("数值", "Value"), right: true).Column(context.Say("原文", "As written")).Column(context.Say("出处", "Place"));
        foreach (var point in points)
            sheet.Row(point.Period ?? "—", context.Language.Of(point.Kind), ValueOf(point), point.AsWritten ?? "", Place.InFull(point.Source));
        if (points.Count > 0) sheet.Print();
    }

    private static void Title(CommandContext context, string name, string id)
    {
        context.Terminal.Out.WriteLine();
        context.Terminal.Out.WriteLine($"{Sheet.Clean(name)}  [{id}]");
    }

    private static string Projects(CommandContext context, ProjectCounts counts)
    {
        var stages = counts.ByStage.Select(pair => Code<Domain.Projects.Stage>.TryParse(pair.Key, out var stage) ? $"{context.Language.Of(stage)} {pair.Value}" : $"{pair.Key} {pair.Value}");
        return counts.Total == 0 ? "0" : $"{counts.Total} ({string.Join(", ", stages)})";
    }

    private static string? ScaleOf(CommandContext context, ScaleItem scale) => string.Join(", ", new[]
    {
        scale.FloorAreaSquareMetres is { } floor ? $"{floor} m²" : null,
        scale.SiteAreaMu is { } site ? context.Say($"占地 {site} 亩", $"site {site} mu") : null,
        scale.Classes is { } classes ? context.Say($"{classes} 班", $"{classes} classes") : null,
        scale.Places is { } places ? context.Say($"{places} 学位", $"{places} places") : null,
    }.Where(part => part is not null));

    private static string ValueOf(SeriesPoint point)
    {
        if (point.Value is not { } value) return "";
        var comparator = point.Comparator is { } c and not Comparator.Equal ? Code<Comparator>.Of(c) + " " : "";
        return $"{comparator}{value}{(point.Unit is { } unit ? " " + unit : "")}";
    }
}
