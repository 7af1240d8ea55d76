using System.Globalization;
using Ledger.Domain.Time;

namespace Ledger.Server.Pages;

/// <summary>Where the pages about things are.</summary>
internal static class Addresses
{
    public static string Plan(string code) => $"/plans/{Uri.EscapeDataString(code)}";

    public static string Project(string id) => $"/projects/{Uri.EscapeDataString(id)}";

    public static string Indicator(string id) => $"/indicators/{Uri.EscapeDataString(id)}";

    public static string Entry(long position) => string.Create(CultureInfo.InvariantCulture, $"/entries/{position}");

    /// <summary>The page about what a stream is about; null where there is none.</summary>
    public static string? OfStream(string stream) => (StreamName.TypeOf(stream), StreamName.IdOf(stream)) switch
    {
        ("plan", var code) => Plan(code),
        ("project", var id) => Project(id),
        ("indicator", var id) => Indicator(id),
        ("finding", var id) => Plan(id.Split('.')[0]) + "/findings",
        _ => null,
    };
}
