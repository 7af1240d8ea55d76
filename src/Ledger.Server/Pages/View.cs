using System.Globalization;
using Ledger.Domain.Accounts;
using Ledger.Domain.Time;
using Ledger.Server.Identity;
using Ledger.Server.Web;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.Extensions;

namespace Ledger.Server.Pages;

/// <summary>One view of a page: in which language, at which two times, for whom. Everything in it is in its address.</summary>
internal sealed class View
{
    private readonly HttpContext _context;

    private View(HttpContext context, Times? times)
    {
        _context = context;
        Times = times;
        Language = PageLanguage.Of(context.Request);
        Caller = Caller.Of(context.User);
        Today = context.RequestServices.GetRequiredService<TimeProvider>().Today();
    }

    /// <summary>The language of the page.</summary>
    public Language Language { get; }

    /// <summary>The two times that the page is about; null where it is about none.</summary>
    public Times? Times { get; }

    /// <summary>Who looks at it; null if nobody signed in.</summary>
    public Caller? Caller { get; }

    /// <summary>Today in Asia/Shanghai.</summary>
    public DateOnly Today { get; }

    /// <summary>Its path.</summary>
    public string Path => _context.Request.Path.ToString();

    /// <summary>Its path and query.</summary>
    public string Address => _context.Request.Path.ToUriComponent() + _context.Request.QueryString;

    /// <summary>Its whole address, as its reader asked for it.</summary>
    public string Url => _context.Request.GetDisplayUrl();

    /// <summary>Whether it is about now: neither time was asked for.</summary>
    public bool IsNow => Query("asOf") is null && Query("knownAt") is null;

    /// <summary>The view of a request.</summary>
    public static View Of(HttpContext context, Times? times) => new(context, times);

    /// <summary>One of two texts.</summary>
    public string Say(string chinese, string english) => Language.Say(chinese, english);

    /// <summary>A value of the address; null if it has none.</summary>
    public string? Query(string name) => _context.Request.Query[name] is [{ Length: > 0 } value] ? value : null;

    /// <summary>Whether the viewer has a role somewhere.</summary>
    public bool Is(Role role) => Caller?.Is(role) ?? false;

    /// <summary>The token of this page's forms; asking for it makes the page nobody's to keep.</summary>
    public string Token()
    {
        // Antiforgery would set just this, and log a warning at every page that had asked for something else.
        _context.Response.Headers.CacheControl = "no-cache, no-store";
        return _context.RequestServices.GetRequiredService<IAntiforgery>().GetAndStoreTokens(_context).RequestToken!;
    }

    /// <summary>The address of another page at the same two times.</summary>
    /// <param name="path">Its path, escaped.</param>
    /// <param name="query">What else is in its address; null leaves a part out, also one of the times.</param>
    public string Link(string path, params (string Name, string? Value)[] query) => Build(path, Kept, query);

    /// <summary>This same page with parts of its address changed.</summary>
    /// <param name="changes">The parts; null leaves one out.</param>
    public string Here(params (string Name, string? Value)[] changes) => Here(keepNotice: false, changes);

    /// <summary>This same page with parts of its address changed.</summary>
    /// <param name="keepNotice">Whether it still says what was just recorded.</param>
    /// <param name="changes">The parts; null leaves one out.</param>
    public string Here(bool keepNotice, params (string Name, string? Value)[] changes) =>
        Build(_context.Request.Path.ToUriComponent(), _context.Request.Query.Keys.Where(name => keepNotice || name != PageNotice.Recorded.Name), changes);

    /// <summary>The parts of the address that a form which changes some others must send along.</summary>
    public IEnumerable<KeyValuePair<string, string>> Others(params string[] changed) =>
        _context.Request.Query.Where(part => part.Key != "cursor" && part.Key != PageNotice.Recorded.Name && !changed.Contains(part.Key) && part.Value is [{ Length: > 0 }])
            .Select(part => KeyValuePair.Create(part.Key, part.Value.ToString()));

    /// <summary>A day as people read it.</summary>
    public string Day(DateOnly day) => Language.Chinese
        ? string.Create(CultureInfo.InvariantCulture, $"{day.Year}年{day.Month}月{day.Day}日")
        : day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>Which entries an answer is made from, in words.</summary>
    public string Knowledge(Times times)
    {
        var at = times.KnownAt is { } instant ? TimeText.Of(instant) : null;
        return Say($"据第 {times.Position} 条及以前的记录", $"From the entries up to position {times.Position}") + (at is null ? "" : Say($"（{at}）", $" ({at} UTC+8)"));
    }

    private string Build(string path, IEnumerable<string> kept, (string Name, string? Value)[] query)
    {
        var parts = new QueryBuilder();
        foreach (var name in kept.Where(name => !Array.Exists(query, one => one.Name == name)))
            if (Query(name) is { } value) parts.Add(name, value);
        foreach (var (name, value) in query)
            if (!string.IsNullOrEmpty(value)) parts.Add(name, value);
        return path + parts.ToQueryString();
    }

    private static readonly string[] Kept = ["asOf", "knownAt", "basis"];
}
