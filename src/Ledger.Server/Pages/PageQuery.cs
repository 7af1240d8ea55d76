using System.Globalization;
using Ledger.Server.Web;

namespace Ledger.Server.Pages;

/// <summary>What forms send as people mean it: an empty field is none, and a time without an offset is one of Asia/Shanghai.</summary>
internal static class PageQuery
{
    private static readonly string[] Knowledge = ["knownAt", "knownFrom", "knownTo"];
    private static readonly string[] Minutes = ["yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-ddTHH:mm", "yyyy-MM-ddTHH:mm:ss", "yyyy-MM-ddTHH:mm:ss.fff"];

    public static void Normalise(HttpRequest request)
    {
        if (!request.QueryString.HasValue) return;
        request.QueryString = QueryString.Create(request.Query.Where(part => part.Value != "").SelectMany(
            part => part.Value, (part, value) => KeyValuePair.Create(part.Key, Knowledge.Contains(part.Key) ? Instant(value!) : value)));
    }

    private static string Instant(string text)
    {
        text = text.Trim();
        // By the end of a day; of a minute, by its beginning, as a clock shows it.
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return $"{day:yyyy-MM-dd}T23:59:59.999999+08:00";
        return DateTime.TryParseExact(text, Minutes, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? time.ToString("yyyy-MM-ddTHH:mm:ss.fff", CultureInfo.InvariantCulture) + "+08:00"
            : text;
    }
}
