using System.Net;
using System.Text.RegularExpressions;
using Ledger.Server.Identity;

namespace Ledger.Server.Tests.Identity;

/// <summary>Cookies, pages and forms.</summary>
internal sealed partial class Browser : IDisposable
{
    private readonly SocketsHttpHandler _handler;

    public Browser(Uri address)
    {
        _handler = new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = Cookies };
        Client = new HttpClient(_handler) { BaseAddress = address };
        Client.DefaultRequestHeaders.Accept.ParseAdd("text/html, */*;q=0.8");
    }

    public CookieContainer Cookies { get; } = new();

    public HttpClient Client { get; }

    /// <summary>What the browser sends as its cookies.</summary>
    public string CookieHeader => Cookies.GetCookieHeader(Client.BaseAddress!);

    /// <summary>The session's cookie.</summary>
    public Cookie? Session => Cookies.GetCookies(Client.BaseAddress!)[SessionCookie.Name];

    /// <summary>The token of a page's forms.</summary>
    public async Task<string> TokenAsync() =>
        WebUtility.HtmlDecode(Field().Match(await Client.GetStringAsync(new Uri(SignInEndpoints.Path, UriKind.Relative))).Groups[1].Value);

    public async Task<HttpResponseMessage> SignInAsync(string name, string password, string returnUrl = "/") => await PostAsync(
        SignInEndpoints.Path, await TokenAsync(), new() { ["name"] = name, ["password"] = password, ["returnUrl"] = returnUrl });

    public async Task<HttpResponseMessage> PostAsync(string path, string? token, Dictionary<string, string> fields)
    {
        if (token is not null) fields[AntiforgeryGate.Field] = token;
        using var form = new FormUrlEncodedContent(fields);
        return await Client.PostAsync(new Uri(path, UriKind.Relative), form);
    }

    public void Dispose()
    {
        Client.Dispose();
        _handler.Dispose();
    }

    [GeneratedRegex("name=\"__token\" value=\"([^\"]+)\"")]
    private static partial Regex Field();
}
