using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Unicode;
using Microsoft.AspNetCore.WebUtilities;

namespace Ledger.Server.Web;

/// <summary>
/// The parameters of one request, read by their declarations. What is wrong is gathered, so that the caller hears of everything at once.
/// </summary>
internal sealed class Values
{
    private readonly Dictionary<string, string> _given = new(StringComparer.Ordinal);
    private readonly List<ParameterError> _errors = [];

    public Values(HttpRequest request, IReadOnlyList<Parameter> declared)
    {
        foreach (var parameter in declared.Where(parameter => parameter.InPath))
            Take(parameter, (string)request.RouteValues[parameter.Name]!);
        var garbled = Garbled(request.QueryString.Value);
        foreach (var (name, values) in request.Query)
        {
            if (garbled.Contains(name)) Wrong(Shown(name), $"'{Shown(name)}' must be well-formed UTF-8, percent-encoded.");
            else if (declared.FirstOrDefault(parameter => !parameter.InPath && parameter.Name == name) is not { } parameter)
                Wrong(Shown(name), $"There is no parameter '{Shown(name)}' here; there are: {Names(declared)}.");
            else if (values.Count != 1)
                Wrong(name, $"'{name}' is given {values.Count} times; give it once.");
            else
                Take(parameter, values[0]!);
        }

        foreach (var parameter in declared.Where(parameter => parameter.Required && !request.Query.ContainsKey(parameter.Name) && !parameter.InPath))
            Wrong(parameter.Name, $"'{parameter.Name}' is missing: {parameter.Description}");
    }

    /// <summary>What is wrong so far.</summary>
    public IReadOnlyList<ParameterError> Errors => _errors;

    /// <summary>The value as text; null if there is none.</summary>
    public string? Text(Parameter parameter) => _given.GetValueOrDefault(parameter.Name);

    /// <summary>A code of an enumeration.</summary>
    public T? Code<T>(Parameter parameter)
        where T : struct, Enum
    {
        if (Text(parameter) is not { } text) return null;
        if (Domain.Entries.Code<T>.TryParse(text, out var value)) return value;
        Wrong(parameter.Name, $"'{parameter.Name}' can't be '{Shown(text)}'; allowed: {string.Join(", ", parameter.Values)}.");
        return null;
    }

    /// <summary>A date.</summary>
    public DateOnly? Date(Parameter parameter)
    {
        if (Text(parameter) is not { } text) return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)) return date;
        Wrong(parameter.Name, $"'{parameter.Name}' must be a date such as 2022-12-31; '{Shown(text)}' is none.");
        return null;
    }

    /// <summary>True or false.</summary>
    public bool? Flag(Parameter parameter)
    {
        switch (Text(parameter))
        {
            case null: return null;
            case "true": return true;
            case "false": return false;
            case var text:
                Wrong(parameter.Name, $"'{parameter.Name}' must be true or false, not '{Shown(text)}'.");
                return null;
        }
    }

    /// <summary>A whole number within the bounds declared.</summary>
    public int Number(Parameter parameter, int otherwise)
    {
        if (Text(parameter) is not { } text) return otherwise;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number >= parameter.Minimum && number <= parameter.Maximum) return number;
        Wrong(parameter.Name, $"'{parameter.Name}' must be a whole number from {parameter.Minimum} to {parameter.Maximum}, not '{Shown(text)}'.");
        return otherwise;
    }

    /// <summary>A position or an instant.</summary>
    public Knowledge Knowledge(Parameter parameter)
    {
        if (Text(parameter) is not { } text) return default;
        if (text.All(char.IsAsciiDigit))
        {
            // A number too long for a position is beyond the end of any ledger, which is what the caller will be told.
            return new Knowledge(long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var position) ? position : long.MaxValue, null);
        }

        if (Instants.TryParse(text, out var instant)) return new Knowledge(null, instant);
        Wrong(parameter.Name,
            $"'{parameter.Name}' must be a position such as 1024 or an instant with its offset such as 2026-01-31T12:00:00Z; '{Shown(text)}' is neither.");
        return default;
    }

    /// <summary>Notes that a parameter is wrong.</summary>
    public void Wrong(string parameter, string detail) => _errors.Add(new ParameterError(parameter, detail));

    private void Take(Parameter parameter, string text)
    {
        if (text.Length == 0) Wrong(parameter.Name, $"'{parameter.Name}' is empty; leave it out or give it a value.");
        else if (text.Length > parameter.MaxLength)
            Wrong(parameter.Name, $"'{parameter.Name}' has {text.Length} characters; at most {parameter.MaxLength} are allowed.");
        else if (!WellFormed(text)) Wrong(parameter.Name, $"'{parameter.Name}' must be well-formed UTF-8 without control characters.");
        else _given[parameter.Name] = text;
    }

    // The framework leaves percent-encoded bytes that are no UTF-8 as they are: a filter nobody meant.
    private static HashSet<string> Garbled(string? query)
    {
        var garbled = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var pair in new QueryStringEnumerable(query))
        {
            var bytes = Encoding.UTF8.GetBytes($"{pair.EncodedName}={pair.EncodedValue}");
            if (!Utf8.IsValid(WebUtility.UrlDecodeToBytes(bytes, 0, bytes.Length))) garbled.Add(pair.DecodeName().ToString());
        }

        return garbled;
    }

    // U+FFFD is what the web server makes of bytes that are no UTF-8; U+0000 PostgreSQL can't hold.
    private static bool WellFormed(string text)
    {
        foreach (var rune in text.EnumerateRunes())
            if (rune == Rune.ReplacementChar || Rune.IsControl(rune)) return false;
        return true;
    }

    private static string Names(IReadOnlyList<Parameter> declared) =>
        declared.Any(parameter => !parameter.InPath) ? string.Join(", ", declared.Where(parameter => !parameter.InPath).Select(parameter => parameter.Name)) : "none";

    /// <summary>A value as it may be repeated in an error: short, and of characters that can be read.</summary>
    private static string Shown(string text)
    {
        var shown = new StringBuilder();
        foreach (var rune in text.EnumerateRunes().Take(60)) shown.Append(Rune.IsControl(rune) ? Rune.ReplacementChar : rune);
        return shown.Length < text.Length ? shown + "…" : shown.ToString();
    }
}
