using System.Text.Json;
using System.Text.Json.Nodes;
using Ledger.Domain.Entries;
using Ledger.Domain.Indicators;
using Ledger.Domain.Plans;
using Ledger.Domain.Projects;

namespace Ledger.Server.Recording.Forms;

/// <summary>The fields of a state with their names and values in words, to be held against those of another.</summary>
internal static class StateFields
{
    // What is shown in another way, or says nothing to people.
    private static readonly string[] Left = ["case", "reached", "standing", "steps", "source"];

    /// <summary>Of a project; nothing where no plan names it.</summary>
    public static IReadOnlyDictionary<string, string> Of(Language language, Project state)
    {
        if (state is not Project.Known known) return new Dictionary<string, string>();
        var fields = new Dictionary<string, string> { [language.Label("stage")] = language.Of(known.Stage) };
        Add(language, fields, "", JsonSerializer.SerializeToNode(known, LedgerJson.Options)!.AsObject());
        return fields;
    }

    /// <summary>Of an indicator: its definition, and each of its figures.</summary>
    public static IReadOnlyDictionary<string, string> Of(Language language, Indicator state)
    {
        var (defined, retired) = state switch
        {
            Indicator.Defined indicator => (indicator, false),
            Indicator.Retired indicator => (indicator.Last, true),
            _ => (null, false),
        };
        var fields = new Dictionary<string, string>();
        if (defined is null) return fields;
        if (retired) fields.Add(language.Say("停用", "Retired"), language.Say("是", "yes"));
        Add(language, fields, "", JsonSerializer.SerializeToNode(defined.Definition, LedgerJson.Options)!.AsObject());
        foreach (var point in defined.Points) fields[Unused(fields, $"{language.Of(point.Kind)} {point.Figure.Period}".Trim())] = FigureText.Of(language, point.Figure, defined.Definition.Unit);
        foreach (var change in defined.Changes) fields[Unused(fields, $"{language.Say("文载增减", "Stated change")} {change.From}—{change.To}")] = $"{change.AsWritten ?? change.Value?.ToString(System.Globalization.CultureInfo.InvariantCulture)} {change.Unit}".Trim();
        return fields;
    }

    /// <summary>Of a plan: what is closed, and which evaluations were issued.</summary>
    public static IReadOnlyDictionary<string, string> Of(Language language, Plan state)
    {
        var fields = new Dictionary<string, string>();
        if (state is not Plan.Published plan) return fields;
        foreach (var period in plan.Closed) fields[period.ToString()] = language.Say("已关账", "closed");
        foreach (var evaluation in plan.Evaluations) fields[$"{language.Of(evaluation.Kind)} {evaluation.Through}"] = language.Say("已发布", "issued");
        return fields;
    }

    private static void Add(Language language, Dictionary<string, string> fields, string prefix, JsonObject state)
    {
        foreach (var (name, value) in state)
        {
            if (Left.Contains(name) || value is null) continue;
            var label = prefix + language.Label(name);
            if (value is JsonObject inner) Add(language, fields, $"{language.Label(name)} · ", inner);
            else if (value is JsonArray many) fields[label] = string.Join(language.Say("、", ", "), many.Select(one => one?.ToString()));
            else fields[label] = Text(language, name, value);
        }
    }

    private static string Text(Language language, string name, JsonNode value) => value.GetValueKind() switch
    {
        JsonValueKind.True => language.Say("是", "yes"),
        JsonValueKind.False => language.Say("否", "no"),
        _ => language.Code(name, value.ToString()),
    };

    // Two documents may give one figure each for the same time.
    private static string Unused(Dictionary<string, string> fields, string name)
    {
        for (var nth = 2; fields.ContainsKey(name); nth++) name = $"{name.Split(" #")[0]} #{nth}";
        return name;
    }
}
