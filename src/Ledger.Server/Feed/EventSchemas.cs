using System.Collections.Frozen;
using System.Globalization;
using System.Reflection;
using System.Text.Json.Nodes;

namespace Ledger.Server.Feed;

/// <summary>The schemas of all kinds of events, in every version that was ever released: files of this program, never changed.</summary>
internal sealed class EventSchemas
{
    private const string Prefix = "schemas/";
    private const string Suffix = ".json";

    private static readonly Assembly Program = typeof(EventSchemas).Assembly;

    private readonly FrozenDictionary<string, int> _latest = Program.GetManifestResourceNames()
        .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
        .Select(name => name[Prefix.Length..^Suffix.Length].Split(".v"))
        .GroupBy(parts => parts[0], parts => int.Parse(parts[1], CultureInfo.InvariantCulture))
        .ToFrozenDictionary(group => group.Key, group => group.Max(), StringComparer.Ordinal);

    /// <summary>Every kind of event with its latest version, in order of name.</summary>
    public IEnumerable<KeyValuePair<string, int>> Latest => _latest.OrderBy(pair => pair.Key, StringComparer.Ordinal);

    /// <summary>The type of an event: what is stored, with the version of its schema; without one for what another program wrote.</summary>
    public string TypeOf(string stored) => _latest.TryGetValue(stored, out var version)
        ? string.Create(CultureInfo.InvariantCulture, $"{CloudEvents.TypePrefix}{stored}.v{version}")
        : CloudEvents.TypePrefix + stored;

    /// <summary>Where the schema of events stored under a name is served; null for what another program wrote.</summary>
    public string? PathOf(string stored) => _latest.TryGetValue(stored, out var version) ? PathOf(stored, version) : null;

    /// <summary>Where a version of a schema is served.</summary>
    public static string PathOf(string stored, int version) => string.Create(CultureInfo.InvariantCulture, $"/schemas/{stored}/v{version}");

    /// <summary>The latest version of a kind that has one.</summary>
    public int VersionOf(string stored) => _latest[stored];

    /// <summary>A version of a schema that is there.</summary>
    public static JsonObject Read(string stored, int version)
    {
        using var file = Open(stored, string.Create(CultureInfo.InvariantCulture, $"v{version}"))!;
        return JsonNode.Parse(file)!.AsObject();
    }

    /// <summary>A version of a schema, as JSON; null where there is none.</summary>
    /// <param name="stored">The stored name.</param>
    /// <param name="version">The version as its address says it: v1.</param>
    public static Stream? Open(string stored, string version) => Program.GetManifestResourceStream($"{Prefix}{stored}.{version}{Suffix}");
}
