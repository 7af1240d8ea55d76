namespace Ledger.Domain.Packages;

/// <summary>What the characters of documents mean.</summary>
public static class PackageText
{
    /// <summary>The characters that documents use as a dash.</summary>
    public const string Dashes = "—–-－―‐‑−─";

    /// <summary>Whether the text is nothing but dashes, as tables write it for "none".</summary>
    public static bool IsDash(string? text) => text?.Trim() is { Length: > 0 } trimmed && trimmed.All(c => Dashes.Contains(c, StringComparison.Ordinal));
}
