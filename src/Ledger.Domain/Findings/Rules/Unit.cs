using System.Collections.Frozen;

namespace Ledger.Domain.Findings.Rules;

/// <summary>A unit as documents write it: 万人 is ten thousand of 人.</summary>
/// <param name="Base">What is counted or measured, without the multiple.</param>
/// <param name="Multiple">How many of it one unit is.</param>
internal readonly record struct Unit(string Base, decimal Multiple)
{
    // What exists only whole: a share of a school is no school. 年, 小时, 亩 and the like can be divided.
    private static readonly FrozenSet<string> WholeThings = FrozenSet.ToFrozenSet(
    [
        "人", "名", "位", "所", "个", "班", "个班", "校", "园", "间", "套", "门", "项", "次", "人次", "堂", "节", "条", "届",
        "场", "类", "台", "座", "户", "学位", "个学位",
    ]);

    private static readonly FrozenSet<string> Persons = FrozenSet.ToFrozenSet(["名", "位"]);

    /// <summary>Whether it counts whole things, one by one.</summary>
    public bool CountsWholeThings => Multiple == 1 && WholeThings.Contains(Base);

    /// <summary>Whether it is a percentage.</summary>
    public bool IsPercentage => Base is "%" or "％";

    /// <summary>Reads a unit; no unit, and 表's "/", are the empty one.</summary>
    public static Unit Of(string? written)
    {
        var text = written?.Trim() ?? "";
        var (multiple, rest) = text switch
        {
            ['万', .. var things] => (10_000m, things),
            ['亿', .. var things] => (100_000_000m, things),
            ['百', '万', .. var things] => (1_000_000m, things),
            "/" or "" => (1m, ""),
            _ => (1m, text),
        };
        return new Unit(Persons.Contains(rest) ? "人" : rest, multiple);
    }
}
