using System.Text.Json;
using Ledger.Domain.Time;

namespace Ledger.Server.Import;

/// <summary>One object of <c>datapackage.json</c>, read property by property; what does not fit becomes an error with its line.</summary>
internal sealed class JsonPart(JsonElement element, string path, JsonLines lines, ImportErrors errors)
{
    private const int LongestText = 2_000;

    public string PathOf(string name) => path.Length == 0 ? name : $"{path}.{name}";

    public int LineOf(string name) => lines.Of(PathOf(name));

    public void Error(string name, string reason) => errors.Add(PackageFolder.Manifest, LineOf(name), PathOf(name), reason);

    /// <summary>The property, or null where it is absent or null.</summary>
    public JsonElement? Find(string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    public string? Text(string name, bool required = false)
    {
        var value = Find(name);
        if (value is null)
        {
            if (required) Error(name, "The property is missing.");
            return null;
        }

        if (value.Value.ValueKind != JsonValueKind.String) return Refuse(name, "A text was expected.");
        var text = value.Value.GetString()!;
        if (string.IsNullOrWhiteSpace(text)) return Refuse(name, "The text is empty; leave the property out where there is none.");
        if (text.Length > LongestText) return Refuse(name, $"The text has {text.Length} characters; at most {LongestText} are allowed.");
        return text.Any(char.IsControl) ? Refuse(name, "The text holds a control character.") : text;
    }

    public DateOnly? Day(string name, bool required = false)
    {
        if (Text(name, required) is not { } text) return null;
        if (ReducedDate.TryParse(text, out var date) && date.Precision == Precision.Day) return date.FirstDay;
        Error(name, $"'{text}' is no day such as 2022-03-31.");
        return null;
    }

    public ReducedDate? Date(string name)
    {
        if (Text(name) is not { } text) return null;
        if (ReducedDate.TryParse(text, out var date)) return date;
        Error(name, $"'{text}' is no date such as 2022-03-31, 2022-03 or 2022.");
        return null;
    }

    public JsonPart? Object(string name)
    {
        switch (Find(name))
        {
            case { ValueKind: JsonValueKind.Object } value:
                return new JsonPart(value, PathOf(name), lines, errors);
            case null:
                Error(name, "The property is missing.");
                return null;
            default:
                Error(name, "An object was expected.");
                return null;
        }
    }

    public IReadOnlyList<JsonElement> List(string name, bool required = false)
    {
        switch (Find(name))
        {
            case { ValueKind: JsonValueKind.Array } value:
                return [.. value.EnumerateArray()];
            case null:
                if (required) Error(name, "The property is missing.");
                return [];
            default:
                Error(name, "A list was expected.");
                return [];
        }
    }

    /// <summary>The objects of a list; an item that is none is an error.</summary>
    public IEnumerable<JsonPart> Objects(string name, bool required = false)
    {
        var items = List(name, required);
        for (var i = 0; i < items.Count; i++)
        {
            if (items[i].ValueKind == JsonValueKind.Object) yield return new JsonPart(items[i], $"{PathOf(name)}[{i}]", lines, errors);
            else Error($"{name}[{i}]", "An object was expected.");
        }
    }

    /// <summary>Refuses properties that nobody reads: a slip such as <c>isuedOn</c> would lose what it says.</summary>
    public void Only(params ReadOnlySpan<string> known)
    {
        foreach (var property in element.EnumerateObject())
            if (!known.Contains(property.Name)) Error(property.Name, $"There is no such property; known are {string.Join(", ", known!)}.");
    }

    private string? Refuse(string name, string reason)
    {
        Error(name, reason);
        return null;
    }
}
