using System.Security.Cryptography;
using System.Text;
using Ledger.Domain.Entries;
using Ledger.Postgres.ReadModels;
using Ledger.Server.Web.Answers;
using Microsoft.Net.Http.Headers;

namespace Ledger.Server.Web;

/// <summary>Whether an answer is still the one that the caller has.</summary>
internal static class Freshness
{
    // All three: an assembly's own id does not change with what it calls.
    private static readonly string Program = string.Join(' ', new[] { typeof(Freshness), typeof(LedgerQueries), typeof(LedgerEvent) }.Select(type => type.Module.ModuleVersionId));

    /// <summary>What the answer to a request follows from: the address, the day and the position answered from. The program comes to it in the tag.</summary>
    public static string Origin(HttpRequest request, IEnumerable<Times> times)
    {
        var all = new StringBuilder(160).Append(request.Path).Append(request.QueryString);
        foreach (var one in times) all.Append('\n').Append(one.AsOf.DayNumber).Append(' ').Append(one.Position);
        return all.ToString();
    }

    /// <summary>The entity tag of an answer in a coding: the same only for the same bytes.</summary>
    public static string Tag(string origin, ContentCoding coding) => Tag(coding == ContentCoding.Identity ? origin : $"{origin}\n{coding.Name()}");

    /// <summary>The entity tag of bytes that follow from a text, and from nothing else but the program.</summary>
    public static string Tag(string origin)
    {
        var text = $"{Program}\n{origin}";
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(Encoding.UTF8.GetBytes(text), hash);
        return $"\"{Convert.ToHexStringLower(hash[..16])}\"";
    }

    /// <summary>Whether the caller has that answer already.</summary>
    public static bool Known(HttpRequest request, string tag)
    {
        var given = request.Headers.IfNoneMatch;
        if (given.Count == 0) return false;
        if (given.Count == 1 && given[0] == tag) return true;
        var wanted = new EntityTagHeaderValue(tag);
        return request.GetTypedHeaders().IfNoneMatch.Any(candidate => candidate.Compare(wanted, useStrongComparison: false) || candidate == EntityTagHeaderValue.Any);
    }

    /// <summary>Writes tag and caching of an answer, which never changes if its times never do.</summary>
    public static void Mark(HttpResponse response, string tag, bool frozen)
    {
        response.Headers.ETag = tag;
        response.Headers.CacheControl = frozen ? "public, max-age=31536000, immutable" : "no-cache";
        response.Headers.Append("Vary", "Accept-Encoding");
    }
}
