namespace Ledger.Domain.Findings.Rules;

/// <summary>The words for natures of building work that contradict a bare 新建.</summary>
internal static class NatureWords
{
    // Longer words first: 改扩建 also contains 扩建.
    private static readonly string[] All = ["改扩建", "扩建", "迁建", "续建", "购置"];

    /// <summary>The first such word in a text, or null.</summary>
    public static string? In(string? text) => All.FirstOrDefault(word => text?.Contains(word, StringComparison.Ordinal) == true);

    /// <summary>Whether a nature as written can mean the word: 改扩建 and 扩建 do not contradict each other.</summary>
    public static bool Agree(string nature, string word) =>
        nature.Contains(word, StringComparison.Ordinal) || word.Contains(nature, StringComparison.Ordinal)
        || (nature.Contains('购', StringComparison.Ordinal) && word.Contains('购', StringComparison.Ordinal));
}
