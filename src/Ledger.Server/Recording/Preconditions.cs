using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Ledger.Postgres.EventStore;
using Ledger.Server.Web;
using Microsoft.Net.Http.Headers;

namespace Ledger.Server.Recording;

/// <summary>The headers that make a write safe to race and to repeat: <c>If-Match</c> (RFC 9110) and <c>Idempotency-Key</c> (IETF draft).</summary>
internal static class Preconditions
{
    public const string KeyHeader = "Idempotency-Key";

    /// <summary>The entity tag of a stream at a version.</summary>
    public static string TagOf(long version) => string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");

    /// <summary>The versions that If-Match names; null where it demands nothing.</summary>
    /// <param name="request">The request.</param>
    /// <param name="errors">Where an error goes.</param>
    public static IReadOnlyList<long>? Versions(HttpRequest request, List<ParameterError> errors)
    {
        var given = request.Headers.IfMatch;
        if (given.Count == 0) return null;
        if (!EntityTagHeaderValue.TryParseStrictList([.. given.OfType<string>()], out var tags) || tags.Count == 0)
        {
            errors.Add(new ParameterError("If-Match", "'If-Match' must be an entity tag such as \"3\", a list of them, or *."));
            return null;
        }

        if (tags.Contains(EntityTagHeaderValue.Any)) return null;
        // A tag that names no version is one that no stream has; so is a weak one, which If-Match never matches.
        return [.. tags.Where(tag => !tag.IsWeak).Select(tag => long.TryParse(tag.Tag.AsSpan().Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : -1)];
    }

    /// <summary>The idempotency key with the fingerprint of the request; null where there is none.</summary>
    /// <param name="request">The request.</param>
    /// <param name="body">Its body.</param>
    /// <param name="errors">Where an error goes.</param>
    public static IdempotencyKey? Key(HttpRequest request, ReadOnlySpan<byte> body, List<ParameterError> errors)
    {
        var given = request.Headers[KeyHeader];
        if (given.Count == 0) return null;
        if (given.Count == 1 && Read(given[0]!) is { } key) return KeyOf(request, key, body);
        errors.Add(new ParameterError(KeyHeader, $"'{KeyHeader}' must be one string of 1 to 200 printable ASCII characters, in quotes or without."));
        return null;
    }

    /// <summary>A key with the fingerprint of the request.</summary>
    public static IdempotencyKey KeyOf(HttpRequest request, string key, ReadOnlySpan<byte> body)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{request.Method} {request.Path.Value}\n"));
        hash.AppendData(body);
        return new IdempotencyKey(key, hash.GetHashAndReset());
    }

    // A structured-field string is in quotes; most clients send it bare. Both name the same key.
    private static string? Read(string given)
    {
        var quoted = given.Length >= 2 && given[0] == '"' && given[^1] == '"';
        var key = quoted ? given[1..^1].Replace("\\\"", "\"", StringComparison.Ordinal).Replace("\\\\", "\\", StringComparison.Ordinal) : given;
        return key.Length is > 0 and <= 200 && key.All(c => c is >= ' ' and <= '~') && !string.IsNullOrWhiteSpace(key) && (quoted || !key.Contains('"', StringComparison.Ordinal))
            ? key
            : null;
    }
}
