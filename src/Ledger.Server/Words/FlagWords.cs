namespace Ledger.Server.Words;

/// <summary>What the flags of the audit are called, and why they are raised. At length: docs/reference/audit.md.</summary>
internal static class FlagWords
{
    private static readonly Dictionary<string, (string Name, string Why, string EnglishName, string EnglishWhy)> Texts = new(StringComparer.Ordinal)
    {
        ["back-dated-30-days"] = ("补记超过30天", "业务日期比记录日早30天以上。进展按月填报，本可早说；晚补的记录会改变别人已经引用的情况。",
            "back-dated by over 30 days", "It holds from a day more than 30 days before it was recorded. Progress is reported monthly; what comes later changes a picture that others have used."),
        ["corrected-twice"] = ("再次更正", "更正的对象本身就是一条更正。改了又改的数值，要么并不清楚，要么在商量。",
            "corrected twice", "It corrects a correction. A figure that is corrected again is either not known or being negotiated."),
        ["outside-working-hours"] = ("非工作时间", "在8时前、18时后或周末记录（北京时间）。被盗用的登录常在主人不在时使用；加班看上去也一样。",
            "outside working hours", "Recorded before 8:00, from 18:00 on, or at a weekend. A stolen session is used when its owner does not look; overtime looks the same."),
        ["progress-jumps"] = ("进度突增", "30天内进度上升超过30个百分点。学校要建一两年；一个月建成三分之一，多半是长期未报或为达标而填。",
            "progress jumps", "Progress rises by more than 30 points within 30 days: months of silence made up for at once, or a figure made to meet a target."),
        ["progress-falls"] = ("进度倒退", "低于此前的进度，或高于此后的进度。建成的不会变少：其中一个数值有误，或有拆除。",
            "progress falls", "It is below the report before it, or above the one after it. Either figure was wrong, or something was torn down."),
        ["burst"] = ("短时大量记录", "同一人一分钟内记录超过30条。没有人能这样边看边填：是程序，或是别人在用。",
            "burst", "More than 30 entries of one actor within a minute. Nobody reads and types that fast: a script, or somebody else's hands."),
        ["in-closed-period"] = ("关账后迟报", "所涉时期关账之后才记录。别人已经引用关账时的数字，更改的理由值得看。",
            "in a closed period", "Recorded after a period that it is about was closed. Others have counted on it; the reason is worth reading."),
        ["reviewed-within-a-minute"] = ("一分钟内审核", "记录后不到60秒就审核。来不及看现场或证书。",
            "reviewed within a minute", "The review came less than 60 seconds after the entry. Nobody has looked at a site or a certificate by then."),
        ["reviewed-by-same-owner"] = ("自审", "审核与记录出自同一人，或同一人的密钥。任何人不得审核自己的记录。",
            "reviewed by the same owner", "Recorder and reviewer are one person, or one owner of keys. Nobody reviews their own."),
        ["completed-without-evidence"] = ("完工无佐证", "报告建成后30天内没有附上佐证。建成的工程总有证书或照片。",
            "completed without evidence", "It says that something was built, and nothing was attached to it within 30 days. What is built has a certificate or can be photographed."),
        ["figure-changed-after-evaluation"] = ("评估后改数", "评估报告发布之后，更改了评估所依据的数值或进度。",
            "figure changed after an evaluation", "It changes a figure, or progress, of which an evaluation has spoken already."),
    };

    /// <summary>The name of a flag; one that this program does not know keeps its code.</summary>
    public static string Flag(this Language language, string flag) =>
        Texts.TryGetValue(flag, out var text) ? language.Say(text.Name, text.EnglishName) : flag;

    /// <summary>What raises a flag, and why it is looked at.</summary>
    public static string FlagReason(this Language language, string flag) =>
        Texts.TryGetValue(flag, out var text) ? language.Say(text.Why, text.EnglishWhy) : "";

    /// <summary>Flags without words, for the tests.</summary>
    internal static IEnumerable<string> Unnamed(IEnumerable<string> flags) => flags.Where(flag => !Texts.ContainsKey(flag));
}
