namespace Ledger.Domain.Accounts;

/// <summary>The names of accounts: what people type to sign in, and the rest of their streams' names.</summary>
public static class AccountName
{
    /// <summary>The first account of a ledger.</summary>
    public const string FirstAdministrator = "admin";

    /// <summary>Characters at most.</summary>
    public const int MaxLength = 64;

    /// <summary>
    /// Whether a text can name an account: 2 to 64 of a–z, 0–9, dot, dash and underscore, with a letter or digit at both ends.
    /// </summary>
    /// <remarks>One spelling only, so that nobody can pass for another by a capital or a look-alike letter.</remarks>
    public static bool IsValid(string? name) =>
        name is { Length: >= 2 and <= MaxLength } && IsWord(name[0]) && IsWord(name[^1]) && name.All(c => IsWord(c) || c is '.' or '-' or '_');

    private static bool IsWord(char c) => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c);
}
