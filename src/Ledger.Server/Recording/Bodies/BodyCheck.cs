using System.Globalization;
using System.Text;
using System.Text.Json;
using Ledger.Domain.Time;
using Ledger.Server.Web;

namespace Ledger.Server.Recording.Bodies;

/// <summary>Holds a body against its shape. Everything wrong is gathered under its JSON path, so that the caller hears of it at once.</summary>
internal sealed class BodyCheck
{
    private const int MostErrors = 50;
    private readonly List<ParameterError> _errors = [];

    /// <summary>What is wrong with a value; empty if nothing is.</summary>
    public static IReadOnlyList<ParameterError> Run(JsonElement value, Shape shape)
    {
        var check = new BodyCheck();
        check.Check("$", value, shape);
        return check._errors;
    }

    private void Wrong(string path, string detail)
    {
        if (_errors.Count < MostErrors) _errors.Add(new ParameterError(path, $"'{path}' {detail}"));
    }

    private void Check(string path, JsonElement value, Shape shape)
    {
        if (_errors.Count >= MostErrors) return;
        switch (shape)
        {
            case Shape.Object @object:
                CheckObject(path, value, @object);
                break;
            case Shape.Union union:
                CheckUnion(path, value, union);
                break;
            case Shape.List list:
                CheckList(path, value, list);
                break;
            case Shape.Flag:
                if (value.ValueKind is not (JsonValueKind.True or JsonValueKind.False)) Wrong(path, "must be true or false.");
                break;
            case Shape.Number number:
                CheckNumber(path, value, number);
                break;
            default:
                CheckText(path, value, shape);
                break;
        }
    }

    private void CheckObject(string path, JsonElement value, Shape.Object shape)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            Wrong(path, "must be an object.");
            return;
        }

        var given = new HashSet<string>(StringComparer.Ordinal);
        foreach (var property in value.EnumerateObject())
        {
            if (TextOf(() => property.Name) is not { } name)
            {
                Wrong(path, "has a member whose name is no well-formed Unicode.");
                continue;
            }

            given.Add(name);
            if (shape.Members.FirstOrDefault(member => member.Name == name) is not { } known)
                Wrong(Below(path, name), $"is unknown here; there are: {string.Join(", ", shape.Members.Select(member => member.Name))}.");
            else if (!(known.Nullable && property.Value.ValueKind == JsonValueKind.Null)) Check(Below(path, name), property.Value, known.Shape);
        }

        foreach (var member in shape.Members.Where(member => member.Required && !given.Contains(member.Name)))
            Wrong(Below(path, member.Name), "is missing.");
    }

    private void CheckUnion(string path, JsonElement value, Shape.Union shape)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            Wrong(path, "must be an object.");
            return;
        }

        var type = value.TryGetProperty("type", out var given) && given.ValueKind == JsonValueKind.String ? TextOf(() => given.GetString()!) : null;
        if (type is not null && shape.Cases.TryGetValue(type, out var found)) CheckObject(path, value, found);
        else if (given.ValueKind == JsonValueKind.Undefined) Wrong(Below(path, "type"), "is missing.");
        else Wrong(Below(path, "type"), $"can't be {Shown(type)}; allowed: {string.Join(", ", shape.Cases.Keys.Order(StringComparer.Ordinal))}.");
    }

    private void CheckList(string path, JsonElement value, Shape.List shape)
    {
        if (value.ValueKind != JsonValueKind.Array)
        {
            Wrong(path, "must be a list.");
            return;
        }

        if (value.GetArrayLength() > shape.Most || value.GetArrayLength() < shape.Fewest)
        {
            Wrong(path, $"has {value.GetArrayLength()} items; from {shape.Fewest} to {shape.Most} are allowed.");
            return;
        }

        var index = 0;
        foreach (var item in value.EnumerateArray()) Check($"{path}[{index++}]", item, shape.Item);
    }

    private void CheckNumber(string path, JsonElement value, Shape.Number shape)
    {
        if (value.ValueKind != JsonValueKind.Number || !value.TryGetDecimal(out var number)) Wrong(path, "must be a number of at most 28 digits.");
        else if (shape.Whole && !value.TryGetInt32(out _)) Wrong(path, "must be a whole number.");
        else if (shape.NotNegative && number < 0) Wrong(path, "must not be negative.");
    }

    private void CheckText(string path, JsonElement value, Shape shape)
    {
        if (value.ValueKind != JsonValueKind.String)
        {
            Wrong(path, "must be a text.");
            return;
        }

        if (TextOf(() => value.GetString()!) is not { } text) Wrong(path, "is no well-formed Unicode: it holds half a surrogate pair.");
        else if (text.EnumerateRunes().FirstOrDefault(Forbidden, new Rune('a')) is var rune && Forbidden(rune)) Wrong(path, $"holds the control character U+{rune.Value:X4}.");
        else if (shape is Shape.Text { Pattern: var pattern, MaxLength: var most }) CheckText(path, text, most, pattern);
        else if (shape is Shape.OneOf { Values: var codes } && !codes.Contains(text)) Wrong(path, $"can't be {Shown(text)}; allowed: {string.Join(", ", codes)}.");
        else if (shape is Shape.Date { Reduced: true } && !ReducedDate.TryParse(text, out _)) Wrong(path, $"must be a date such as 2022-06-18, 2022-06, 2022-Q2 or 2022, not {Shown(text)}.");
        else if (shape is Shape.Date { Reduced: false } && !DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
            Wrong(path, $"must be a date such as 2022-06-18, not {Shown(text)}.");
    }

    private void CheckText(string path, string text, int most, string? pattern)
    {
        var length = text.EnumerateRunes().Count();
        if (length > most) Wrong(path, $"has {length} characters; at most {most} are allowed.");
        else if (pattern is not null && !System.Text.RegularExpressions.Regex.IsMatch(text, pattern)) Wrong(path, $"must match {pattern}, which {Shown(text)} does not.");
    }

    private static bool Forbidden(Rune rune) => Rune.IsControl(rune) && rune.Value is not ('\t' or '\n' or '\r');

    // The reader unescapes only when it is asked, and then throws at half a surrogate pair.
    private static string? TextOf(Func<string> read)
    {
        try
        {
            return read();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static string Below(string path, string name) =>
        name.Length is > 0 and <= 60 && name.All(char.IsAsciiLetterOrDigit) ? $"{path}.{name}" : $"{path}[{Shown(name)}]";

    private static string Shown(string? text) => text is null
        ? "that"
        : $"'{string.Concat(text.EnumerateRunes().Take(60).Select(rune => Rune.IsControl(rune) ? Rune.ReplacementChar : rune))}{(text.Length > 120 ? "…" : "")}'";
}
