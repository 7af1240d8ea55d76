using Ledger.Server.Web;

namespace Ledger.Server.Pages;

/// <summary>What a page says of the form that led to it: the position that was recorded.</summary>
internal static class PageNotice
{
    public static Parameter Recorded { get; } = new("recorded", ParameterKind.Number, "Position of what was just recorded by a form.") { MaxLength = 19 };

    /// <summary>The position that was recorded; null where the page was reached otherwise.</summary>
    public static long? Of(View view) =>
        long.TryParse(view.Query(Recorded.Name), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var position) ? position : null;
}
