using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Ledger.Server.Webhooks.Signing;

/// <summary>The secret of a subscription, which both ends know: 24 to 64 bytes.</summary>
/// <remarks>Standard Webhooks, "Symmetric": https://www.standardwebhooks.com. Vectors: tests/Ledger.Server.Tests/Webhooks.</remarks>
internal sealed class WebhookSecret
{
    /// <summary>How every secret begins in text.</summary>
    public const string Prefix = "whsec_";

    private const int Length = 32;

    private WebhookSecret(byte[] bytes) => Bytes = bytes;

    /// <summary>The key itself.</summary>
    public byte[] Bytes { get; }

    /// <summary>The secret as its holder has it: shown once.</summary>
    public string Full => Prefix + Convert.ToBase64String(Bytes);

    /// <summary>A new secret.</summary>
    public static WebhookSecret Create() => new(RandomNumberGenerator.GetBytes(Length));

    /// <summary>A secret of known bytes.</summary>
    /// <exception cref="ArgumentException">There are fewer than 24 or more than 64.</exception>
    public static WebhookSecret Of(byte[] bytes) =>
        bytes.Length is >= 24 and <= 64 ? new WebhookSecret(bytes) : throw new ArgumentException("A secret has 24 to 64 bytes.", nameof(bytes));

    /// <summary>Reads a secret; null for anything else.</summary>
    public static WebhookSecret? Parse(string text) =>
        text.StartsWith(Prefix, StringComparison.Ordinal) && Base64.IsValid(text.AsSpan(Prefix.Length), out var length) && length is >= 24 and <= 64
            ? new WebhookSecret(Convert.FromBase64String(text[Prefix.Length..]))
            : null;

    /// <summary>The signature of one message, as one member of the header <c>webhook-signature</c>.</summary>
    /// <param name="id">The header <c>webhook-id</c>.</param>
    /// <param name="timestamp">The header <c>webhook-timestamp</c>: seconds since 1970.</param>
    /// <param name="body">The body, byte by byte as it is sent.</param>
    public string Sign(string id, long timestamp, ReadOnlySpan<byte> body)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Bytes);
        hash.AppendData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}.{timestamp}.")));
        hash.AppendData(body);
        return "v1," + Convert.ToBase64String(hash.GetHashAndReset());
    }

    /// <summary>Never the secret: this may end in a log.</summary>
    public override string ToString() => Prefix + "…";
}
