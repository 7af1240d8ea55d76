using System.Globalization;
using Ledger.Domain.Entries;
using Ledger.Domain.Indicators;

namespace Ledger.Server.Words;

/// <summary>Figures as people read them: comparator, number and unit, or the source's own words where there is no number.</summary>
internal static class FigureText
{
    /// <summary>The figure, without its period.</summary>
    public static string Of(Language language, Figure figure, string? unit)
    {
        if (figure.Value is not { } value) return string.IsNullOrWhiteSpace(figure.AsWritten) ? language.Say("空缺", "blank") : figure.AsWritten;
        var sign = figure.Comparator switch
        {
            Comparator.Equal or null => "",
            Comparator.Keep => language.Say("保持 ", "keep "),
            { } comparator => Code<Comparator>.Of(comparator) + " ",
        };
        var bound = figure.Bound switch { Bound.Min => language.Say("至少 ", "min. "), Bound.Max => language.Say("至多 ", "max. "), _ => "" };
        return bound + sign + value.ToString("0.############", CultureInfo.InvariantCulture) + ((figure.Unit ?? unit) is { } written ? (written is "%" ? "%" : " " + written) : "");
    }
}
