using System.Collections.Frozen;
using System.Text.Json;
using Ledger.Domain.Entries;
using Ledger.Domain.Indicators;
using Ledger.Domain.Plans;
using Ledger.Domain.Projects;

namespace Ledger.Server.Recording.Bodies;

/// <summary>The bodies that entries are recorded with, one for each kind of fact, made from the events themselves.</summary>
internal static class EntryShapes
{
    private static readonly FrozenSet<string> OfEveryEvent = ["effective", "source", "reason"];

    /// <summary>When it holds, in a body that says what holds.</summary>
    public static IReadOnlyList<Member> When { get; } =
    [
        new("effectiveOn", new Shape.Date(Reduced: true), "业务日期: the day from which the fact holds, as exactly as known: 2022-06-18, 2022-06, 2022-Q2 or 2022; it holds from the last day of that period, tomorrow at the latest.", Required: true, Nullable: false),
        new("observed", new Shape.Flag(), "Whether the source only saw the fact as given by then. Default: false.", Required: false, Nullable: false),
        new("effectiveAsWritten", new Shape.Text(200), "The date in the source's own words, where they differ.", Required: false, Nullable: true),
    ];

    /// <summary>What the members of <see cref="When"/> are called where they are stored.</summary>
    public static IReadOnlyList<(string Member, string Stored)> StoredEffective { get; } = [("effectiveOn", "date"), ("observed", "observed"), ("effectiveAsWritten", "asWritten")];

    /// <summary>Why and on whose word.</summary>
    public static IReadOnlyList<Member> Grounds => field ??=
    [
        new("source", Shapes.Source, "来源: the document and place that say so.", Required: false, Nullable: true),
        new("reason", Shapes.Reason, "Why the entry is made; required of those that void or correct another or reject it.", Required: false, Nullable: true),
    ];

    /// <summary>Every fact about a project.</summary>
    public static Shape.Union Project => field ??= Of("ProjectEntry", typeof(ProjectEvent));

    /// <summary>Every fact about an indicator.</summary>
    public static Shape.Union Indicator => field ??= Of("IndicatorEntry", typeof(IndicatorEvent));

    /// <summary>An evaluation of a plan.</summary>
    public static Shape.Object Evaluation => field ??= CaseOf("evaluation_issued", typeof(PlanEvent.EvaluationIssued)) with { Name = "Evaluation" };

    /// <summary>Every fact about a project or an indicator.</summary>
    public static Shape.Union Any => field ??=
        new("Entry", Project.Cases.Concat(Indicator.Cases).ToFrozenDictionary(StringComparer.Ordinal));

    /// <summary>The stored names of the facts about a kind of thing, in their order. For them alone no shape is made.</summary>
    /// <param name="kind">The class of its events.</param>
    public static IEnumerable<string> NamesOf(Type kind) => FactsOf(kind).Select(fact => fact.Key);

    /// <summary>A fact as an event, its body being of its shape.</summary>
    /// <exception cref="JsonException">A number lies outside the range of its unit; the path is the body's.</exception>
    public static LedgerEvent Read(JsonElement body) => Read(body, EventTypes.Find(body.GetProperty("type").GetString()!)!, []);

    /// <summary>A fact as an event, without members that are not the event's own.</summary>
    public static LedgerEvent Read(JsonElement body, Type type, params IReadOnlyList<string> except)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            WriteEffective(writer, body);
            foreach (var member in body.EnumerateObject())
                if (member.Name != "type" && !except.Contains(member.Name) && When.All(when => when.Name != member.Name)) member.WriteTo(writer);
            writer.WriteEndObject();
        }

        return (LedgerEvent)JsonSerializer.Deserialize(buffer.ToArray(), type, LedgerJson.Options)!;
    }

    private static void WriteEffective(Utf8JsonWriter writer, JsonElement body)
    {
        writer.WriteStartObject("effective");
        foreach (var (member, stored) in StoredEffective)
        {
            if (!body.TryGetProperty(member, out var value)) continue;
            writer.WritePropertyName(stored);
            value.WriteTo(writer);
        }

        writer.WriteEndObject();
    }

    private static Shape.Union Of(string name, Type kind) => new(name, FactsOf(kind)
        .ToFrozenDictionary(pair => pair.Key, pair => CaseOf(pair.Key, pair.Value), StringComparer.Ordinal));

    private static IEnumerable<KeyValuePair<string, Type>> FactsOf(Type kind) => EventTypes.All.Where(pair => pair.Value.IsSubclassOf(kind));

    private static Shape.Object CaseOf(string stored, Type type) => new(type.Name, Comments.Of(type),
    [
        new Member("type", new Shape.OneOf([stored]), "Kind of fact.", Required: true, Nullable: false),
        .. When,
        .. Shapes.MembersOf(type).Where(member => !OfEveryEvent.Contains(member.Name)).OrderByDescending(member => member.Required),
        .. Grounds,
    ]);
}
