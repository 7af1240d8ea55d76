using Ledger.Domain.Entries;

namespace Ledger.Server.Words;

/// <summary>What kinds of entries are called.</summary>
internal static class EntryWords
{
    private static readonly Dictionary<string, string> Chinese = new(StringComparer.Ordinal)
    {
        ["plan_published"] = "规划发布", ["plan_revised"] = "规划修订", ["period_closed"] = "时期关账", ["evaluation_issued"] = "评估发布",
        ["project_planned"] = "列入规划", ["project_renamed"] = "更名", ["preliminary_works_reported"] = "前期工作", ["site_selection_started"] = "开始选址",
        ["site_selected"] = "选址确定", ["project_approved"] = "立项", ["feasibility_approved"] = "可研批复", ["drawings_submitted"] = "施工图送审",
        ["drawings_approved"] = "施工图审查通过", ["construction_started"] = "开工", ["progress_reported"] = "进度填报", ["facility_built"] = "建成",
        ["facility_expanded"] = "扩建完成", ["facility_relocated"] = "迁建完成", ["facility_acquired"] = "购置完成", ["facility_merged"] = "撤并",
        ["project_completed"] = "竣工", ["facility_opened"] = "投入使用", ["project_suspended"] = "停工", ["project_resumed"] = "复工",
        ["project_cancelled"] = "取消", ["scope_revised"] = "规模调整", ["schedule_revised"] = "工期调整",
        ["indicator_defined"] = "指标设立", ["indicator_revised"] = "指标修订", ["indicator_retired"] = "指标停用", ["baseline_recorded"] = "基期值",
        ["target_set"] = "目标值", ["target_revised"] = "目标调整", ["value_reported"] = "实际值", ["change_stated"] = "文载增减",
        ["figure_withdrawn"] = "数值撤回", ["change_withdrawn"] = "增减撤回",
        ["finding_raised"] = "提出疑点", ["finding_withdrawn"] = "撤销疑点",
        ["entry_voided"] = "作废", ["entry_corrected"] = "更正", ["entry_reviewed"] = "审核", ["evidence_attached"] = "附上佐证",
        ["account_created"] = "账号建立", ["account_disabled"] = "账号停用", ["account_enabled"] = "账号启用", ["account_locked"] = "账号锁定",
        ["password_changed"] = "密码更改", ["sessions_ended"] = "全部退出登录", ["role_granted"] = "授予角色", ["role_revoked"] = "收回角色", ["key_issued"] = "密钥签发", ["key_revoked"] = "密钥吊销",
    };

    /// <summary>The name of a kind of entry; one that this program does not know keeps its stored name.</summary>
    public static string Entry(this Language language, string type) =>
        language.Say(Chinese.GetValueOrDefault(type, type), type.Replace('_', ' '));

    /// <summary>The place of a kind of entry in the life of a thing, for listing kinds.</summary>
    public static int Rank(string type) => Chinese.Keys.TakeWhile(known => known != type).Count();

    /// <summary>Kinds of entries without a Chinese name, for the tests.</summary>
    internal static IEnumerable<string> Unnamed => EventTypes.All.Select(type => type.Key).Where(type => !Chinese.ContainsKey(type));
}
