using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Ledger.Domain.Entries;
using Ledger.Server.Recording.Bodies;

namespace Ledger.Server.Recording.Forms;

/// <summary>The fields of a form as people filled them, each under the path that its member has in a body: <c>scope.scale.classes</c>.</summary>
internal sealed class FormValues
{
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    /// <summary>What a field holds; null for nothing.</summary>
    public string? this[string path] => _values.GetValueOrDefault(path);

    /// <summary>Whether a field below a path is filled.</summary>
    public bool AnyBelow(string path) => _values.Keys.Any(key => key.StartsWith(path + ".", StringComparison.Ordinal));

    /// <summary>What a form sent, without fields that are empty and those of the form itself, which begin with two underscores.</summary>
    public static FormValues Of(IFormCollection form)
    {
        var values = new FormValues();
        foreach (var (path, given) in form)
            if (!path.StartsWith("__", StringComparison.Ordinal) && given is [{ } text] && !string.IsNullOrWhiteSpace(text))
                values._values[path] = text.ReplaceLineEndings("\n").Trim();
        return values;
    }

    /// <summary>The fields that say what an entry says, for a form that corrects it.</summary>
    /// <param name="fact">The fact.</param>
    /// <param name="prefix">What their paths begin with.</param>
    public static FormValues Of(LedgerEvent fact, string prefix)
    {
        var values = new FormValues();
        var data = JsonSerializer.SerializeToNode(fact, fact.GetType(), LedgerJson.Options)!.AsObject();
        var effective = data["effective"]!.AsObject();
        data.Remove("effective");
        foreach (var (member, stored) in EntryShapes.StoredEffective)
            if (effective[stored] is { } value) data.Add(member, value.DeepClone());
        values.Flatten(data, prefix);
        return values;
    }

    /// <summary>These fields and some more, which win.</summary>
    public FormValues With(params IEnumerable<KeyValuePair<string, string>> more)
    {
        var values = new FormValues();
        foreach (var (path, text) in _values.Concat(more)) values._values[path] = text;
        return values;
    }

    /// <summary>The body that the fields stand for. What can't be read as its kind stays a text, and is refused like one in a body.</summary>
    public JsonObject Body(Shape.Object shape) => ObjectAt(shape, "");

    private JsonObject ObjectAt(Shape.Object shape, string prefix)
    {
        var body = new JsonObject();
        foreach (var member in shape.Members)
            if (NodeAt(member.Shape, prefix + member.Name, member.Required) is { } node) body.Add(member.Name, node);
        return body;
    }

    private JsonNode? NodeAt(Shape shape, string path, bool required) => shape switch
    {
        Shape.Object inner => required || AnyBelow(path) ? ObjectAt(inner, path + ".") : null,
        Shape.List => required || this[path] is not null ? Lines(this[path]) : null,
        _ => this[path] is { } text ? Value(shape, text) : null,
    };

    private static JsonArray Lines(string? text) =>
        [.. (text ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(line => (JsonNode)line)];

    // Numbers and dates are typed with whatever keyboard is on: full-width digits mean the same.
    private static JsonNode Value(Shape shape, string text) => shape switch
    {
        Shape.Number when decimal.TryParse(Plain(text), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) => number,
        Shape.Flag when text is "true" or "false" => text == "true",
        Shape.Date => Plain(text),
        _ => text,
    };

    private static string Plain(string text) => text.Normalize(NormalizationForm.FormKC);

    private void Flatten(JsonObject data, string prefix)
    {
        foreach (var (name, value) in data)
        {
            if (value is JsonObject inner) Flatten(inner, $"{prefix}{name}.");
            else if (value is JsonArray many) _values[prefix + name] = string.Join('\n', many.Select(one => one?.ToString()));
            else if (value is not null) _values[prefix + name] = value.GetValueKind() is JsonValueKind.String ? value.GetValue<string>() : value.ToJsonString();
        }
    }
}
