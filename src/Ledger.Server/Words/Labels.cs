using Ledger.Domain.Accounts;
using Ledger.Domain.Entries;
using Ledger.Domain.Indicators;
using Ledger.Domain.Plans;
using Ledger.Domain.Projects;
using Ledger.Domain.Time;
using Ledger.Server.Api;

namespace Ledger.Server.Words;

/// <summary>The names of codes in the words of the documents; in English the codes are words already.</summary>
internal static class Labels
{
    private static readonly Dictionary<Stage, string> Stages = new()
    {
        [Stage.Planned] = "规划", [Stage.PreliminaryWorks] = "前期工作", [Stage.SiteSelection] = "选址", [Stage.Approved] = "立项",
        [Stage.FeasibilityApproved] = "可研", [Stage.DrawingsUnderReview] = "施工图审查", [Stage.DrawingsApproved] = "施工图审完",
        [Stage.UnderConstruction] = "在建", [Stage.Built] = "建成", [Stage.InUse] = "投用", [Stage.Suspended] = "停工",
        [Stage.Cancelled] = "取消", [Stage.MergedAway] = "撤并",
    };

    private static readonly Dictionary<Nature, string> Natures = new()
    {
        [Nature.New] = "新建", [Nature.Continuation] = "续建", [Nature.Expansion] = "扩建", [Nature.RenovationExpansion] = "改扩建",
        [Nature.Relocation] = "迁建", [Nature.Acquisition] = "购置", [Nature.Merger] = "撤并",
    };

    private static readonly Dictionary<Category, string> Categories = new()
    {
        [Category.Preschool] = "学前", [Category.Compulsory] = "义务", [Category.SeniorHigh] = "普通高中", [Category.Vocational] = "职业",
        [Category.Special] = "特殊", [Category.Higher] = "高等", [Category.Continuing] = "继续", [Category.Support] = "其他",
    };

    private static readonly Dictionary<PointKind, string> Kinds = new()
    {
        [PointKind.Baseline] = "基期", [PointKind.Actual] = "实际", [PointKind.Target] = "目标",
    };

    private static readonly Dictionary<EvaluationKind, string> Evaluations = new()
    {
        [EvaluationKind.Annual] = "年度评估", [EvaluationKind.Midterm] = "中期评估", [EvaluationKind.Final] = "总结评估",
    };

    private static readonly Dictionary<Attainment, string> Attainments = new()
    {
        [Attainment.Reached] = "已达标", [Attainment.NotReached] = "未达标", [Attainment.NotReported] = "未填报", [Attainment.NotComparable] = "不可比",
        [Attainment.NoTarget] = "无目标",
    };

    private static readonly Dictionary<Role, string> Roles = new()
    {
        [Role.Recorder] = "填报", [Role.Reviewer] = "审核", [Role.Supervisor] = "督学、审计", [Role.Administrator] = "管理员",
    };

    public static string Of(this Language language, Stage stage) => Named(language, Stages, stage);

    public static string Of(this Language language, Nature nature) => Named(language, Natures, nature);

    public static string Of(this Language language, Category category) => Named(language, Categories, category);

    public static string Of(this Language language, PointKind kind) => Named(language, Kinds, kind);

    public static string Of(this Language language, EvaluationKind kind) => Named(language, Evaluations, kind);

    public static string Of(this Language language, Attainment attainment) => Named(language, Attainments, attainment);

    public static string Of(this Language language, Role role) => Named(language, Roles, role);

    public static string Of(this Language language, Property property) =>
        language.Say(property == Property.Binding ? "约束性" : "预期性", Code<Property>.Of(property));

    public static string Of(this Language language, Basis basis) =>
        language.Say(basis == Basis.Confirmed ? "经审核" : "按填报", Code<Basis>.Of(basis));

    public static string Of(this Language language, ReviewStatus status) => language.Say(
        status switch { ReviewStatus.Confirmed => "已确认", ReviewStatus.Rejected => "已退回", _ => "未审核" },
        status switch { ReviewStatus.Reported => "not reviewed", _ => Code<ReviewStatus>.Of(status) });

    private static string Named<T>(Language language, Dictionary<T, string> names, T value)
        where T : struct, Enum => language.Say(names[value], Code<T>.Of(value).Replace('-', ' '));
}
