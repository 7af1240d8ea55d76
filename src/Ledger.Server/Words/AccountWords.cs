using Ledger.Domain.Accounts;
using Ledger.Domain.Entries;

namespace Ledger.Server.Words;

/// <summary>Accounts and keys in the words of people.</summary>
internal static class AccountWords
{
    private static readonly Dictionary<string, (string Chinese, string Field)> Refusals = new(StringComparer.Ordinal)
    {
        ["account_name_invalid"] = ("用户名为 2 至 64 个字符：小写字母、数字、点、横线、下划线，首尾为字母或数字。", "name"),
        ["account_already_created"] = ("已有同名账号。用户名不会再次使用，请另取一个。", "name"),
        ["thing_is_simulated"] = ("以 sim. 开头的名字属于模拟数据，不能建立、更改或登录。", "name"),
        ["account_not_created"] = ("没有这个账号。", ""),
        ["account_disabled"] = ("账号已停用，请先启用。", ""),
        ["account_not_disabled"] = ("账号未停用。", ""),
        ["region_invalid"] = ("填报、审核须写明区县（与规划所写一致），或用 * 表示全部；督学、管理员不分区县，请留空。", "region"),
        ["role_already_granted"] = ("该账号在此区县已有这个角色。", "region"),
        ["role_not_granted"] = ("该账号在此区县没有这个角色。", "region"),
        ["last_administrator"] = ("这是最后一位管理员，请先另设一位。", ""),
        ["key_name_required"] = ("请写明密钥的用途，至多 100 个字符。", "name"),
        ["key_expiry_out_of_range"] = ("有效期为 0 至 366 天。", "days"),
        ["key_already_issued"] = ("密钥已签发，请另行签发。", ""),
        ["key_not_issued"] = ("没有这把密钥。", ""),
        ["key_revoked"] = ("密钥已吊销。", ""),
        ["key_beyond_owner"] = ("密钥的权限不能超出本人的权限。", "grant"),
        ["key_owner_not_active"] = ("没有在用的账号可以持有密钥。", ""),
    };

    private static readonly Dictionary<string, (string Chinese, string English)> States = new(StringComparer.Ordinal)
    {
        ["active"] = ("在用", "in use"), ["locked"] = ("已锁定", "locked"), ["disabled"] = ("已停用", "disabled"),
        ["expired"] = ("已过期", "expired"), ["revoked"] = ("已吊销", "revoked"),
    };

    /// <summary>A role and where it holds.</summary>
    public static string Grant(this Language language, Role role, string region) =>
        Grants.IsRegional(role) ? $"{language.Of(role)} · {(region == Grants.Everywhere ? language.Say("全部区县", "all regions") : region)}" : language.Of(role);

    /// <summary>What the state of an account or key is called.</summary>
    public static string AccountState(this Language language, string state) => language.Say(States[state].Chinese, States[state].English);

    /// <summary>Why something about an account or a key is refused, and which field of a form it concerns; empty for none.</summary>
    public static (string Field, string Text) Refusal(this Language language, Refusal refusal) =>
        Refusals.TryGetValue(refusal.Code, out var words) ? (words.Field, language.Say(words.Chinese, refusal.Message)) : ("", refusal.Message);

    /// <summary>What is wrong with a password wished.</summary>
    public static string Password(this Language language, string wrong) =>
        language.Say("密码为 12 至 128 个字符，至少五种不同的字符，不含用户名。", wrong);

    /// <summary>Refusals without words, for the tests.</summary>
    internal static IEnumerable<string> Unnamed(IEnumerable<string> codes) => codes.Where(code => !Refusals.ContainsKey(code));
}
