using Ledger.Server.Web;

namespace Ledger.Server.Pages;

/// <summary>The language of pages: as the address says, as its reader chose before, Chinese.</summary>
internal static class PageLanguage
{
    private const string Cookie = "ledger-lang";

    public static Parameter Parameter { get; } = new("lang", ParameterKind.Code, "The language of the page.") { Values = ["zh", "en"] };

    public static Language Of(HttpRequest request) => new(Chosen(request) != "en");

    /// <summary>Remembers a choice that the address makes.</summary>
    public static void Remember(HttpContext context)
    {
        if (context.Request.Query["lang"] is not [{ } lang] || !Parameter.Values.Contains(lang) || context.Request.Cookies[Cookie] == lang) return;
        context.Response.Cookies.Append(Cookie, lang, new CookieOptions
        {
            HttpOnly = true, IsEssential = true, SameSite = SameSiteMode.Lax, Secure = context.Request.IsHttps, MaxAge = TimeSpan.FromDays(365),
        });
    }

    private static string? Chosen(HttpRequest request) => request.Query["lang"] is [{ } lang] && Parameter.Values.Contains(lang) ? lang : request.Cookies[Cookie];
}
