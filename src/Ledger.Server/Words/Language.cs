using System.Globalization;

namespace Ledger.Server.Words;

/// <summary>The language in which a command or a page speaks. What documents say stays as they say it.</summary>
/// <param name="Chinese">Chinese, otherwise English.</param>
internal sealed record Language(bool Chinese)
{
    /// <summary>Chinese where the locale is Chinese (LC_ALL, LC_MESSAGES, LANG), English elsewhere.</summary>
    public static Language OfProcess { get; } = new(CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "zh");

    /// <summary>The one of two texts that is in this language.</summary>
    public string Say(string chinese, string english) => Chinese ? chinese : english;
}
