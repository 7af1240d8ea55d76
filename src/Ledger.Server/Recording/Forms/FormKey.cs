using System.Security.Cryptography;
using System.Text;
using Ledger.Postgres.EventStore;
using Ledger.Server.Web;

namespace Ledger.Server.Recording.Forms;

/// <summary>
/// The idempotency key of a form. It is made when the form is first shown and stands in its address, so that the form to which
/// somebody goes back in the browser, or which is sent, refused, corrected and sent again, is still the same form.
/// </summary>
internal static class FormKey
{
    /// <summary>The hidden field that sends it.</summary>
    public const string Field = "__key";

    private const int Length = 32;

    /// <summary>The part of the address that holds it.</summary>
    public static Parameter Parameter { get; } = new("form", ParameterKind.Text, "Which form it is: what it sends is recorded once.") { MaxLength = Length };

    /// <summary>A key that no form had before.</summary>
    public static string New() => RandomNumberGenerator.GetHexString(Length, lowercase: true);

    /// <summary>The key of the form at an address; null where it names none that was made here.</summary>
    public static string? OfAddress(HttpRequest request) => request.Query[Parameter.Name] is [{ } key] && IsKey(key) ? key : null;

    /// <summary>The key that a form sent; a new one where it sent none.</summary>
    public static string OfForm(IFormCollection form) => form[Field] is [{ } key] && IsKey(key) ? key : New();

    /// <summary>
    /// The key under which something else than before can be sent from a form that was recorded already. It follows from both, so
    /// that the same sent once more from there leads to the same key again.
    /// </summary>
    public static string After(IdempotencyKey used) =>
        Convert.ToHexStringLower(SHA256.HashData([.. Encoding.ASCII.GetBytes(used.Key), .. used.RequestHash.Span]))[..Length];

    private static bool IsKey(string key) => key.Length == Length && key.All(char.IsAsciiHexDigitLower);
}
