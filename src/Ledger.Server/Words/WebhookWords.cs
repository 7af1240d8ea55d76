using System.Globalization;
using Ledger.Domain.Entries;
using Ledger.Domain.Plans;
using Ledger.Postgres.Feed;
using Ledger.Postgres.Webhooks;

namespace Ledger.Server.Words;

/// <summary>Subscriptions and deliveries in the words of people.</summary>
internal static class WebhookWords
{
    private static readonly Dictionary<DeliveryOutcome, (string Chinese, string English)> Outcomes = new()
    {
        [DeliveryOutcome.Delivered] = ("已送达", "delivered"), [DeliveryOutcome.Refused] = ("对方拒收", "refused"), [DeliveryOutcome.Deferred] = ("对方要求稍后", "deferred"),
        [DeliveryOutcome.Gone] = ("对方已停用", "gone"), [DeliveryOutcome.Redirected] = ("被转向", "redirected"), [DeliveryOutcome.TimedOut] = ("超时未答", "timed out"),
        [DeliveryOutcome.Unreachable] = ("连接不上", "unreachable"), [DeliveryOutcome.NotAllowed] = ("地址不允许", "not allowed"),
    };

    private static readonly Dictionary<string, (string Chinese, string English)> Reasons = new(StringComparer.Ordinal)
    {
        ["paused"] = ("有人暂停", "somebody paused it"), ["gone"] = ("对方答复 410：不再需要", "its endpoint answered 410: no more"),
        ["owner-disabled"] = ("所有人的账号已停用", "its owner's account is disabled"), ["key-revoked"] = ("建立它的密钥已吊销或过期", "the key that made it is revoked or over"),
    };

    // What the API says of a member in English; a form says it beside the field.
    private static readonly Dictionary<string, string> Faults = new(StringComparer.Ordinal)
    {
        ["name"] = "名称为 1 至 100 个字符。",
        ["url"] = "须为公网上的 https 地址，端口 443 或 8443，不含用户名、密码和 # 之后的部分；内部网络的地址须先由管理员在设置中允许。",
        ["after"] = "须为台账里的位置（0 到最后一条的序号），或 latest。",
        ["filter.plans"] = "至多 50 个规划代码，每个至多 200 个字符。", ["filter.regions"] = "至多 50 个区县，每个至多 200 个字符。",
        ["filter.streams"] = "至多 50 个记录流，每个至多 200 个字符。", ["filter.types"] = "没有这种内容。", ["filter.categories"] = "没有这个学段。",
    };

    public static string Of(this Language language, SubscriptionState state) => state switch
    {
        SubscriptionState.Active => language.Say("推送中", "active"),
        SubscriptionState.Paused => language.Say("已暂停", "paused"),
        SubscriptionState.Disabled => language.Say("已停用", "disabled"),
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };

    public static string Of(this Language language, DeliveryOutcome outcome) => language.Say(Outcomes[outcome].Chinese, Outcomes[outcome].English);

    public static string Of(this Language language, DeliveryKind kind) => kind switch
    {
        DeliveryKind.Entry => language.Say("记录", "entry"),
        DeliveryKind.Replay => language.Say("重投", "once more"),
        DeliveryKind.Test => language.Say("测试", "test"),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    /// <summary>Why a subscription is not delivered to.</summary>
    public static string Reason(this Language language, string reason) =>
        Reasons.TryGetValue(reason, out var words) ? language.Say(words.Chinese, words.English) : reason;

    /// <summary>What is wrong with a member of a subscription.</summary>
    public static string Fault(this Language language, string member, string english) => language.Say(Faults.GetValueOrDefault(member, english), english);

    /// <summary>How long something is, by its two largest units.</summary>
    public static string Span(this Language language, double seconds) => seconds switch
    {
        <= 0 => language.Say("0 秒", "0 s"),
        < 1 => language.Say("不到 1 秒", "less than 1 s"),
        < 60 => language.Say(Number(seconds, " 秒"), Number(seconds, " s")),
        < 3600 => language.Say(Two(seconds, 60, " 分 ", " 秒"), Two(seconds, 60, " min ", " s")),
        < 86400 => language.Say(Two(seconds / 60, 60, " 小时 ", " 分"), Two(seconds / 60, 60, " h ", " min")),
        _ => language.Say(Two(seconds / 3600, 24, " 天 ", " 小时"), Two(seconds / 3600, 24, " d ", " h")),
    };

    /// <summary>Which entries a filter is about.</summary>
    public static string Filter(this Language language, FeedFilter filter)
    {
        var parts = new List<string>();
        void Add(string chinese, string english, IEnumerable<string>? values)
        {
            if (values is not null) parts.Add(language.Say($"{chinese}：{string.Join("、", values)}", $"{english}: {string.Join(", ", values)}"));
        }

        Add("区县", "region", filter.Regions);
        Add("规划", "plan", filter.Plans);
        Add("记录流", "stream", filter.Streams);
        Add("内容", "entry", filter.Types?.Select(language.Entry));
        Add("学段", "category", filter.Categories?.Select(code => Code<Category>.TryParse(code, out var category) ? language.Of(category) : code));
        if (parts.Count == 0 || filter.Simulated is true) parts.Add(filter.Simulated switch { true => language.Say("只要模拟", "simulated only"), false => language.Say("全部真实记录", "all that is real"), null => language.Say("全部", "all") });
        return string.Join(language.Say("；", "; "), parts);
    }

    private static string Number(double value, string unit) => ((long)value).ToString(CultureInfo.InvariantCulture) + unit;

    private static string Two(double value, int step, string large, string small) => Number(value / step, large) + Number(value % step, small);
}
