using System.Globalization;
using System.Text.RegularExpressions;

namespace Ledger.Server.Web;

/// <summary>Reads RFC 3339 instants.</summary>
internal static partial class Instants
{
    /// <summary>Reads an instant with its offset. Fractions finer than .NET's ticks are cut off.</summary>
    /// <remarks>A blank before the offset is read as the plus sign that it was before someone forgot to write %2B.</remarks>
    public static bool TryParse(string text, out DateTimeOffset instant)
    {
        instant = default;
        var match = Pattern().Match(text);
        if (!match.Success) return false;
        var offset = match.Groups["offset"].Value is "Z" or "z" ? "+00:00" : match.Groups["offset"].Value.Replace(' ', '+');
        var fraction = match.Groups["fraction"].Value;
        var normal = $"{match.Groups["date"].Value}T{match.Groups["time"].Value}.{fraction.PadRight(7, '0')[..7]}{offset}";
        return DateTimeOffset.TryParseExact(
            normal, "yyyy-MM-dd'T'HH:mm:ss.fffffffzzz", CultureInfo.InvariantCulture, DateTimeStyles.None, out instant);
    }

    [GeneratedRegex(@"^(?<date>[0-9]{4}-[0-9]{2}-[0-9]{2})[Tt ](?<time>[0-9]{2}:[0-9]{2}:[0-9]{2})(\.(?<fraction>[0-9]{1,20}))?(?<offset>[Zz]|[+\- ][0-9]{2}:[0-9]{2})\z", RegexOptions.ExplicitCapture)]
    private static partial Regex Pattern();
}
