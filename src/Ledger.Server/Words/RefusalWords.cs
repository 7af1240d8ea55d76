using Ledger.Domain.Entries;
using Ledger.Domain.Indicators;
using Ledger.Domain.Plans;
using Ledger.Domain.Projects;

namespace Ledger.Server.Words;

/// <summary>Refusals of entries in Chinese, and the member of a body that each concerns.</summary>
internal static class RefusalWords
{
    private static readonly Dictionary<string, (string? Member, string Chinese)> Texts = new(StringComparer.Ordinal)
    {
        ["effective_in_future"] = ("effectiveOn", "业务日期最晚可以是明天；事情发生后再填报。"),
        ["entry_not_found"] = (null, "这里没有这条记录，请核对序号。"),
        ["entry_already_voided"] = (null, "这条记录已被作废或更正，请针对更正后的记录，或者重新填报。"),
        ["void_of_void"] = (null, "作废记录本身不能再作废或更正，请重新填报事实。"),
        ["reason_required"] = ("reason", "请说明理由：作废、更正、退回都必须写明原因。"),
        ["not_a_replacement"] = (null, "更正后的内容必须是同一类事物的事实。"),
        ["wrong_kind"] = (null, "这类记录不能写在这里。"),
        ["review_stands"] = (null, "审核意见不能作废或更正；请对原记录重新审核，以最后一次为准。"),
        ["needs_no_review"] = (null, "这条记录来自已发布的文件，视同已确认；如有错误，请更正或作废。"),
        ["own_entry"] = (null, "不能审核自己填报的记录，须由他人审核。"),
        ["same_owner"] = (null, "填报和审核背后是同一个人，须由他人审核。"),
        ["already_reviewed"] = (null, "这条记录已有相同的审核结论。"),
        ["project_not_planned"] = ("effectiveOn", "该日项目还没有列入规划；业务日期不能早于“列入规划”。"),
        ["project_already_planned"] = (null, "项目已经列入规划；请调整规模或工期，或者更正第一条记录。"),
        ["name_required"] = ("name", "请填写项目名称。"),
        ["schedule_ends_before_it_starts"] = ("schedule.end", "完工早于开工，请核对。"),
        ["percent_out_of_range"] = ("percent", "形象进度在 0 到 100 之间。"),
        ["completed_before_start"] = ("effectiveOn", "建成不能早于开工，请核对两个日期。"),
        ["stage_goes_back"] = ("effectiveOn", "该日项目已走到更后面的环节；倒退属于更正，请更正有误的记录。"),
        ["stage_already_reached"] = ("effectiveOn", "这一环节已经填报过；如日期有误，请更正原记录。"),
        ["project_suspended"] = ("effectiveOn", "该日项目处于停工，请先填报复工。"),
        ["project_not_suspended"] = ("effectiveOn", "该日项目没有停工，不能复工。"),
        ["project_cancelled"] = ("effectiveOn", "该日项目已取消，其后不能再有记录；如取消有误，请作废该记录。"),
        ["project_merged_away"] = ("effectiveOn", "该日项目已撤并，其后不能再有记录；如撤并有误，请作废该记录。"),
        ["indicator_not_defined"] = ("effectiveOn", "该日指标还没有设立；业务日期不能早于“指标设立”。"),
        ["indicator_already_defined"] = (null, "指标已经设立；请填报指标修订，或者更正第一条记录。"),
        ["indicator_retired"] = ("effectiveOn", "该日指标已停用；如停用有误，请作废该记录。"),
        ["indicator_name_required"] = ("definition.name", "请填写指标名称。"),
        ["target_already_set"] = ("figure.period", "这一时期的目标已经填报，请改用“目标调整”。"),
        ["no_target_to_revise"] = ("figure.period", "这一时期还没有目标，请改用“目标值”。"),
        ["no_figure_to_withdraw"] = ("period", "该日没有这样的数值可以撤回，请核对时期和来源。"),
        ["late_without_reason"] = ("reason", "这一时期已经关账，迟报必须写明理由。"),
        ["plan_not_published"] = ("effectiveOn", "该日规划还没有发布。"),
        ["plan_already_published"] = (null, "规划已经发布；请改用规划修订。"),
        ["period_ends_before_it_starts"] = (null, "规划期的止早于起，请核对。"),
        ["not_a_period"] = ("period", "请填写一个月、一个季度或一年：2022-06、2022-Q2 或 2022。"),
        ["period_not_over"] = ("period", "这一时期还没有结束，结束之后才能关账。"),
        ["period_before_plan"] = ("period", "这一时期早于规划期，没有要填报的内容。"),
        ["period_already_closed"] = ("period", "这一时期已经关账。"),
        ["evaluation_without_source"] = ("source.document", "评估是一份报告，请写明文件。"),
        ["evaluation_before_its_end"] = ("through", "报告印发时，所评的时期还没有结束，请核对两个日期。"),
        ["evaluation_already_issued"] = ("through", "这份评估已经记录；如有误，请先作废。"),
        ["file_name_invalid"] = (null, "文件名不能用：为空、过长，或含看不见的字符。"),
        ["file_empty"] = (null, "文件是空的。"),
        ["file_not_uploaded"] = (null, "文件还没有上传。"),
        ["evidence_type_refused"] = (null, "这种文件不收：请上传照片、视频、PDF、OFD、不含宏的办公文档或纯文本。"),
        ["evidence_misplaced"] = (null, "佐证只能附在事实、更正或作废记录上。"),
        ["evidence_already_attached"] = (null, "同一个文件已经附在这条记录上。"),
        ["evidence_not_corrected"] = (null, "佐证不能更正；请作废后重新附上。"),
        ["thing_is_simulated"] = (null, "这是模拟的规划，只能由模拟程序填报。"),
        ["thing_is_real"] = (null, "这是真实的规划，模拟账号不能填报。"),
    };

    /// <summary>A refusal in Chinese, with what it is about; the stable code where it has no words.</summary>
    public static string Chinese(Refusal refusal) => (Texts.TryGetValue(refusal.Code, out var text) ? text.Chinese : refusal.Code) + About(refusal);

    /// <summary>A refusal in Chinese by its code alone; null where it has no words.</summary>
    public static string? Chinese(string? code) => code is not null && Texts.TryGetValue(code, out var text) ? text.Chinese : null;

    /// <summary>Path of the member that a refusal concerns, in a body that says the fact; null for the whole.</summary>
    public static string? Member(string code) => Texts.GetValueOrDefault(code).Member;

    private static string About(Refusal refusal) => refusal switch
    {
        EntryRefusals.EffectiveInFuture late => $"（该业务日期从 {TimeText.Of(late.EffectiveOn)} 起生效，最晚 {TimeText.Of(late.Latest)}）",
        EntryRefusals.EntryAlreadyVoided done => $"（第 {done.By} 条）",
        EntryRefusals.AlreadyReviewed done => $"（第 {done.By} 条）",
        ProjectRefusals.CompletedBeforeStart early => $"（开工 {TimeText.Of(early.ConstructionStartedOn)}）",
        ProjectRefusals.ScheduleEndsBeforeItStarts order => $"（{order.Start} 至 {order.End}）",
        IndicatorRefusals.TargetAlreadySet { Period: { } period } => $"（{period}）",
        IndicatorRefusals.NoTargetToRevise { Period: { } period } => $"（{period}）",
        PlanRefusals.LateWithoutReason late => $"（{late.Period}，见第 {late.Closing} 条）",
        PlanRefusals.PeriodNotOver open => $"（到 {TimeText.Of(open.Period.LastDay)} 为止）",
        PlanRefusals.PeriodBeforePlan early => $"（规划期自 {TimeText.Of(early.PeriodStart)} 起）",
        PlanRefusals.PeriodAlreadyClosed { Closed: var closed } => $"（{closed}）",
        PlanRefusals.EvaluationBeforeItsEnd early => $"（{TimeText.Of(early.IssuedOn)} 印发，评到 {TimeText.Of(early.Through.LastDay)}）",
        _ => "",
    };
}
