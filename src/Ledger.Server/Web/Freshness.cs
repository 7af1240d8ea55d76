using System.Security.Cryptography;
using System.Text;
using Microsoft.Net.Http.Headers;

namespace Ledger.Server.Web;

/// <summary>Whether an answer is still the one that the caller has.</summary>
internal static class Freshness
{
    private static readonly string Program = typeof(Freshness).Module.ModuleVersionId.ToString();

    /// <summary>
    /// The entity tag of the answer to a request: the same only for the same bytes. An answer follows from the address, the day
    /// and the position answered from, and the program; its bytes also from the encodings that the caller accepts.
    /// </summary>
    public static EntityTagHeaderValue Tag(HttpRequest request, IEnumerable<Times> times)
    {
        var all = new StringBuilder().Append(request.Path).Append(request.QueryString).Append('\n').Append(request.Headers.AcceptEncoding);
        foreach (var one in times) all.Append('\n').Append(one.AsOf.DayNumber).Append(' ').Append(one.Position);
        return Tag(all.ToString());
    }

    /// <summary>The entity tag of bytes that follow from a text, and from nothing else but the program.</summary>
    public static EntityTagHeaderValue Tag(string origin)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{Program}\n{origin}"));
        return new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(hash.AsSpan(0, 16))}\"");
    }

    /// <summary>Whether the caller has that answer already.</summary>
    public static bool Known(HttpRequest request, EntityTagHeaderValue tag) =>
        request.GetTypedHeaders().IfNoneMatch is { Count: > 0 } known
        && known.Any(candidate => candidate.Compare(tag, useStrongComparison: false) || candidate == EntityTagHeaderValue.Any);

    /// <summary>Writes tag and caching of an answer, which never changes if its times never do.</summary>
    public static void Mark(HttpResponse response, EntityTagHeaderValue tag, bool frozen)
    {
        response.Headers.ETag = tag.ToString();
        response.Headers.CacheControl = frozen ? "public, max-age=31536000, immutable" : "no-cache";
        response.Headers.Append("Vary", "Accept-Encoding");
    }
}
