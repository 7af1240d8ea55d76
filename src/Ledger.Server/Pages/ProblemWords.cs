using Ledger.Server.Web;

namespace Ledger.Server.Pages;

/// <summary>Problems in the words of people.</summary>
internal static class ProblemWords
{
    private static readonly Dictionary<string, (string Title, string Advice, string EnglishTitle, string EnglishAdvice)> Texts = new(StringComparer.Ordinal)
    {
        ["invalid-parameter"] = ("地址里有不正确的内容", "请按下面的说明改正，或者从概览重新进入。", "Something in the address is wrong", "Correct what is named below, or begin again from the overview."),
        ["unknown-id"] = ("台账里没有这一项", "请核对地址；项目和指标可以从规划的页面进入。", "The ledger knows no such thing", "Check the address; projects and indicators are reached from their plan's page."),
        ["not-known-then"] = ("在这个时点还没有这一项", "所选的业务日期或记录时间早于它第一次出现的时间。", "It is not there at these times", "The dates chosen lie before its first appearance."),
        ["unknown-route"] = ("没有这个页面", "请核对地址，或者从概览进入。", "There is no such page", "Check the address, or begin from the overview."),
        ["unauthenticated"] = ("请先登录", "这个页面需要登录后查看。", "Please sign in", "This page takes a signed-in reader."),
        ["forbidden"] = ("没有权限", "您的账号没有所需的角色，或者不在您负责的区县。请与管理员联系。", "You are not allowed to do this", "Your account lacks the role, or the region is not yours. Ask an administrator."),
        ["antiforgery"] = ("页面已过期，请重新提交", "提交的表单不是本站页面刚刚给出的。没有写入任何内容；请返回，刷新页面后再提交。", "The form is out of date", "Nothing was recorded. Go back, reload the page and send it again."),
        ["refused"] = ("台账不接受这条记录", "没有写入任何内容；请按说明改正后再提交。", "The ledger refuses the entry", "Nothing was recorded. Correct it as said below and send it again."),
        ["file-too-large"] = ("文件太大", "每个文件最多 50 MB。请压缩后再上传，例如降低照片的分辨率。", "The file is too large", "A file has at most 50 MB. Make it smaller, for example photos of a lower resolution."),
        ["idempotency-key-running"] = ("正在写入", "刚才提交的正在写入。请稍等片刻再提交一次，同样的内容不会写入两次。", "It is being recorded", "What was sent before is being recorded. Send it again in a moment: the same is recorded once."),
        ["idempotency-key-reused"] = ("这张表单已经用过", "没有写入任何内容；请刷新页面，在新的表单里填写。", "The form was used already", "Nothing was recorded. Reload the page and fill the new form."),
        ["unavailable"] = ("台账暂时无法应答", "数据库或服务正在启动或暂时中断，没有丢失任何内容。请过几秒刷新。", "The ledger can't answer now", "It is starting, or its database is away. Nothing is lost; reload in a few seconds."),
        ["busy"] = ("台账正忙", "没有写入任何内容，请稍后再试。", "The ledger is busy", "Nothing was recorded. Try again in a moment."),
        ["not-caught-up"] = ("页面还在更新", "记录已经写入，页面的数据稍后就会跟上。请过几秒刷新。", "The page is catching up", "What you ask for is recorded, and will show in a moment. Reload in a few seconds."),
        ["too-many-requests"] = ("请求过于频繁", "请稍等片刻再试。", "Too many requests", "Wait a little and try again."),
        ["internal-error"] = ("服务出错了", "请把下面的编号告诉管理员，日志里可以找到原因。", "The server failed", "Tell an administrator the number below: the log has the cause."),
    };

    private static readonly Dictionary<string, (string Chinese, string English)> Parameters = new(StringComparer.Ordinal)
    {
        ["asOf"] = ("业务日期", "As of"), ["knownAt"] = ("记录时间", "Known at"), ["from"] = ("起始日期", "From"), ["to"] = ("截止日期", "To"),
        ["knownFrom"] = ("起始记录时间", "Known from"), ["knownTo"] = ("截止记录时间", "Known to"), ["basis"] = ("依据", "Basis"), ["plan"] = ("规划", "Plan"),
        ["region"] = ("区县", "Region"), ["type"] = ("内容", "Entry"), ["category"] = ("学段", "Category"), ["stream"] = ("记录流", "Stream"), ["simulated"] = ("模拟", "Simulated"),
    };

    /// <summary>What happened and what to do, in the reader's language.</summary>
    public static (string Title, string Advice) Of(Language language, Problem problem)
    {
        if (!Texts.TryGetValue(problem.Type[(problem.Type.LastIndexOf('/') + 1)..], out var text))
            return (language.Say("请求无法完成", problem.Title), language.Say("请核对后再试。", problem.Detail));
        return (language.Say(text.Title, text.EnglishTitle), language.Say(text.Advice, text.EnglishAdvice));
    }

    /// <summary>What a parameter is called on the pages.</summary>
    public static string Parameter(Language language, string name) =>
        Parameters.TryGetValue(name, out var text) ? language.Say($"{text.Chinese}（{name}）", $"{text.English} ({name})") : name;
}
