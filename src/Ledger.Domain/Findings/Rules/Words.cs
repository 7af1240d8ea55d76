using System.Globalization;
using Ledger.Domain.Entries;

namespace Ledger.Domain.Findings.Rules;

/// <summary>How findings quote figures and places.</summary>
internal static class Words
{
    /// <summary>What stands for a blank cell.</summary>
    public const string Blank = "（空白）";

    /// <summary>A figure with its unit, which is not said twice.</summary>
    public static string Of(string figure, string? unit) =>
        unit is null or "/" || figure.Contains(unit, StringComparison.Ordinal) ? figure : figure + unit;

    /// <summary>A number as documents write it, without useless zeros.</summary>
    public static string Of(decimal number) => number.ToString("0.############", CultureInfo.InvariantCulture);

    /// <summary>A place as readers look it up.</summary>
    public static string Of(Source source) =>
        string.Join(' ', new[] { source.Section, source.Table, source.Row, source.Column }.Where(part => !string.IsNullOrEmpty(part)));
}
