using System.Text.RegularExpressions;

namespace Ledger.Server.Tests.Docs;

/// <summary>The snippets of a page that are to be run: fenced blocks that begin with <c>```bash run</c>.</summary>
internal static partial class Snippets
{
    /// <summary>Reads them from a Markdown file, with the number of the line on which each begins.</summary>
    public static IReadOnlyList<(int Line, string Script)> Of(string path)
    {
        var text = File.ReadAllText(path);
        return [.. Fence().Matches(text).Select(match => (text[..match.Index].Count(c => c == '\n') + 2, match.Groups["script"].Value))];
    }

    [GeneratedRegex(@"^```bash run\n(?<script>.*?)^```$", RegexOptions.Singleline | RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Fence();
}
