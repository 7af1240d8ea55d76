using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Ledger.Server.Pages;

/// <summary>Addresses of scripts and styles that change with their content, so that browsers may keep them for ever.</summary>
internal sealed class Assets(IWebHostEnvironment environment)
{
    private readonly ConcurrentDictionary<string, string> _addresses = new(StringComparer.Ordinal);

    /// <summary>The address of a file of <c>wwwroot</c>.</summary>
    /// <param name="path">Its path, from <c>/</c>.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public string this[string path] => _addresses.GetOrAdd(path, Address);

    /// <summary>Lets browsers keep what was asked for by such an address.</summary>
    public static void Keep(HttpContext context)
    {
        if (context.Request.Query.ContainsKey("v")) context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
    }

    private string Address(string path)
    {
        using var file = environment.WebRootFileProvider.GetFileInfo(path).CreateReadStream();
        return $"{path}?v={Convert.ToHexStringLower(SHA256.HashData(file).AsSpan(0, 8))}";
    }
}
