using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Ledger.Server.Identity;

/// <summary>An API key as its holder has it: <c>ledger_&lt;id&gt;_&lt;secret&gt;</c>.</summary>
/// <param name="Id">Names it; nothing secret.</param>
/// <param name="Secret">256 random bits in base64url.</param>
internal sealed record KeyToken(string Id, string Secret)
{
    /// <summary>How every key begins: scanners for leaked secrets look for such words.</summary>
    public const string Prefix = "ledger_";

    private const int IdLength = 16;
    private const int SecretLength = 43;

    /// <summary>What is kept of the secret.</summary>
    public byte[] Hash => SHA256.HashData(Encoding.ASCII.GetBytes(Secret));

    /// <summary>A new key.</summary>
    public static KeyToken Create() => new(
        "k" + RandomNumberGenerator.GetString("abcdefghijklmnopqrstuvwxyz234567", IdLength - 1), Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32)));

    /// <summary>Reads a key; null for anything else.</summary>
    public static KeyToken? Parse(string text)
    {
        if (text.Length != Prefix.Length + IdLength + 1 + SecretLength || !text.StartsWith(Prefix, StringComparison.Ordinal)) return null;
        var (id, secret) = (text.Substring(Prefix.Length, IdLength), text[^SecretLength..]);
        return text[Prefix.Length + IdLength] == '_' && id.All(char.IsAsciiLetterOrDigit) && secret.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')
            ? new KeyToken(id, secret)
            : null;
    }

    /// <summary>The key in full: shown once, to its holder.</summary>
    public string Full => $"{Prefix}{Id}_{Secret}";

    /// <summary>Never the secret: this may end in a log.</summary>
    public override string ToString() => $"{Prefix}{Id}_…";
}
