using System.Globalization;
using System.Text.Json;
using Ledger.Postgres.Webhooks;
using Ledger.Server.Identity.Forms;
using Ledger.Server.Pages;
using Ledger.Server.Web;
using Ledger.Server.Webhooks.Api;

namespace Ledger.Server.Webhooks.Forms;

/// <summary>What people write about a subscription, as the API takes it; what the API says of it, beside the field.</summary>
internal static class SubscriptionForm
{
    /// <summary>What separates values in one field, also as Chinese input methods write it.</summary>
    private static readonly char[] Between = [',', '，', '、', ';', '；', '\n'];

    /// <summary>The fields as the API's body.</summary>
    public static NewSubscriptionBody Body(FormSent sent) => new(
        sent["name"], sent["url"],
        new FilterBody(
            Written(sent, "plans"), Written(sent, "regions"), Written(sent, "streams"), Chosen(sent, "types"), Chosen(sent, "categories"),
            sent["simulated"] switch { "true" => true, "false" => false, _ => null }),
        sent["from"] switch { "0" => "0", "position" => Position(sent), _ => null });

    /// <summary>The fields as they stand for a subscription.</summary>
    public static FormSent Of(SubscriptionTarget target)
    {
        var filter = target.Filter;
        static string[] Line(IReadOnlyList<string>? values) => values is null ? [] : [string.Join(", ", values)];
        return new FormSent(new FormCollection(new()
        {
            [FormSent.Do] = "change", ["name"] = target.Name, ["url"] = target.Url,
            ["plans"] = Line(filter.Plans), ["regions"] = Line(filter.Regions), ["streams"] = Line(filter.Streams),
            ["types"] = filter.Types?.ToArray() ?? [], ["categories"] = filter.Categories?.ToArray() ?? [],
            ["simulated"] = filter.Simulated is { } only ? only ? "true" : "false" : "",
        }));
    }

    /// <summary>The form with the first thing that is wrong.</summary>
    public static FormSent Wrong(FormSent sent, HttpContext context, IReadOnlyList<ParameterError> errors) => sent with
    {
        Field = errors[0].Parameter, Fault = PageLanguage.Of(context.Request).Fault(errors[0].Parameter, errors[0].Detail),
    };

    /// <summary>The bytes by which a repeat of a form is told from another use of it.</summary>
    public static byte[] Fingerprint(NewSubscriptionBody body) => JsonSerializer.SerializeToUtf8Bytes(body, WebJson.Options);

    /// <summary>A number from a field; null where there is none.</summary>
    public static long? Number(FormSent sent, string field) =>
        long.TryParse(sent[field], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    // Empty is no position, and must not become the default.
    private static string Position(FormSent sent) => sent["after"] is { Length: > 0 } after ? after : "-";

    private static List<string>? Written(FormSent sent, string field) =>
        sent[field].Split(Between, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) is { Length: > 0 } values ? [.. values] : null;

    private static List<string>? Chosen(FormSent sent, string field) => sent.Fields[field].OfType<string>().Where(value => value.Length > 0).ToList() is { Count: > 0 } values ? values : null;
}
