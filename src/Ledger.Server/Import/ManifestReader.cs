using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Ledger.Domain.Entries;
using Ledger.Domain.Plans;
using Ledger.Domain.Simulations;

namespace Ledger.Server.Import;

/// <summary>Reads <c>datapackage.json</c>.</summary>
internal static partial class ManifestReader
{
    // Stands for a plan that the package does not describe as it must, so that its rows are checked all the same.
    private static readonly PlanDocument Unknown = new("unknown", "", null, "", "", null, null, default, default, []);

    private static readonly string[] Names = ["projects", "progress", "indicators", "figures", "changes"];

    /// <summary>What it says, or null and the errors that keep it from being read.</summary>
    public static PackageManifest? Read(byte[] bytes, ImportErrors errors)
    {
        try
        {
            return ReadText(bytes, errors);
        }
        catch (InvalidOperationException e)
        {
            // Half of a surrogate pair, written as an escape, is well-formed JSON and yet no text.
            errors.Add(PackageFolder.Manifest, 1, null, $"There is a text that is no well-formed Unicode: {e.Message}");
            return null;
        }
    }

    private static PackageManifest? ReadText(byte[] bytes, ImportErrors errors)
    {
        if (Utf8Text.Read(PackageFolder.Manifest, bytes, errors) is null || Parse(bytes, errors) is not { } json) return null;
        using (json)
        {
            if (json.RootElement.ValueKind != JsonValueKind.Object)
            {
                errors.Add(PackageFolder.Manifest, 1, null, "An object was expected.");
                return null;
            }

            var root = new JsonPart(json.RootElement, "", JsonLines.Read(bytes), errors);
            var resources = Resources(root);
            var name = root.Text("name", required: true);
            var title = root.Text("title", required: true);
            Describes(root);
            if (root.Object("ledger") is not { } ledger) return new PackageManifest(Unknown, null, root.LineOf("ledger"), resources);
            var revisedOn = ledger.Day("revisedOn");
            var document = Document(ledger, title);
            if (name is not null && document != Unknown && name != document.Code) root.Error("name", $"The name must be the plan's code, '{document.Code}'.");
            return new PackageManifest(document, revisedOn, root.LineOf("ledger"), resources);
        }
    }

    private static JsonDocument? Parse(byte[] bytes, ImportErrors errors)
    {
        try
        {
            return JsonDocument.Parse(bytes, new JsonDocumentOptions { MaxDepth = 32, AllowDuplicateProperties = false });
        }
        catch (JsonException e)
        {
            errors.Add(PackageFolder.Manifest, (int)(e.LineNumber ?? 0) + 1, null, $"This is no well-formed JSON: {What(e)}");
            return null;
        }
    }

    // The message ends with the line, counted from 0, and the byte in it.
    private static string What(JsonException e) =>
        $"{e.Message.Split(" LineNumber:")[0]} (byte {(e.BytePositionInLine ?? 0) + 1} of the line)";

    // Properties of the standard that say what the package is; nothing of them goes into the ledger.
    private static void Describes(JsonPart root)
    {
        root.Text("$schema", required: true);
        root.Text("version", required: true);
        if (root.Text("created", required: true) is { } created
            && !DateTimeOffset.TryParse(created, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out _))
            root.Error("created", $"'{created}' is no date and time such as 2026-11-22T00:00:00Z.");
        var sources = root.Objects("sources", required: true).ToList();
        if (sources.Count == 0 && root.Find("sources") is not null) root.Error("sources", "At least the document itself must be named.");
        foreach (var source in sources) source.Text("title", required: true);
    }

    private static PlanDocument Document(JsonPart ledger, string? title)
    {
        ledger.Only("code", "region", "regionCode", "issuer", "documentNumber", "issuedOn", "periodStart", "periodEnd", "milestones", "revisedOn");
        var code = ledger.Text("code", required: true);
        if (code is not null && (!Slug().IsMatch(code) || code.Length > 40))
        {
            ledger.Error("code", $"'{code}' is no code: a-z, 0-9 and single dashes between them, at most 40 characters.");
            code = null;
        }
        else if (Simulated.IsPlan(code)) ledger.Error("code", $"'{code}' begins with '{Simulated.PlanPrefix}', as codes of simulated plans do; choose another.");

        var regionCode = ledger.Text("regionCode");
        if (regionCode is not null && !(regionCode.Length == 6 && regionCode.All(char.IsAsciiDigit)))
            ledger.Error("regionCode", $"'{regionCode}' is no code of GB/T 2260: 6 digits.");
        var (region, issuer, number) = (ledger.Text("region", required: true), ledger.Text("issuer", required: true), ledger.Text("documentNumber"));
        var issuedOn = ledger.Date("issuedOn");
        var (start, end) = (ledger.Day("periodStart", required: true), ledger.Day("periodEnd", required: true));
        if (end < start) ledger.Error("periodEnd", $"The period ends ({end:yyyy-MM-dd}) before it starts ({start:yyyy-MM-dd}).");
        var milestones = Milestones(ledger);
        return code is null || region is null || issuer is null || start is null || end is null || title is null
            ? Unknown
            : new PlanDocument(code, title, number, issuer, region, regionCode, issuedOn, start.Value, end.Value, milestones);
    }

    private static Sequence<int> Milestones(JsonPart ledger)
    {
        var items = ledger.List("milestones");
        var years = new List<int>();
        for (var i = 0; i < items.Count; i++)
        {
            if (items[i].ValueKind == JsonValueKind.Number && items[i].TryGetInt32(out var year) && year is >= 1900 and <= 2199 && !years.Contains(year)) years.Add(year);
            else ledger.Error($"milestones[{i}]", "A year from 1900 to 2199 was expected, each once.");
        }

        return [.. years];
    }

    private static Dictionary<string, PackageResource> Resources(JsonPart root)
    {
        var found = new Dictionary<string, PackageResource>(StringComparer.Ordinal);
        var named = new HashSet<string>(StringComparer.Ordinal);
        foreach (var resource in root.Objects("resources", required: true))
        {
            var name = resource.Text("name", required: true);
            var path = Path(resource);
            Check(resource);
            var fields = Fields(resource);
            if (name is not null) named.Add(name);
            if (name is null || path is null) continue;
            if (!Names.Contains(name)) resource.Error("name", $"There is no resource '{name}'; known are {string.Join(", ", Names)}.");
            else if (!found.TryAdd(name, new PackageResource(path, fields))) resource.Error("name", $"There is another resource '{name}'.");
        }

        foreach (var name in Names[..^1])
            if (!named.Contains(name)) root.Error("resources", $"The resource '{name}' is missing.");
        return found;
    }

    private static string? Path(JsonPart resource)
    {
        // The standard also allows a list of paths, for a table in pieces; here every table is one file.
        if (resource.Find("path") is { ValueKind: JsonValueKind.Array }) resource.Error("path", "One path was expected; a table is one file here.");
        else if (resource.Text("path", required: true) is { } path)
        {
            if (PackageFolder.IsInside(path)) return path;
            resource.Error("path", PackageFolder.Outside);
        }

        return null;
    }

    private static void Check(JsonPart resource)
    {
        if (resource.Text("encoding") is { } encoding && !encoding.Equals("utf-8", StringComparison.OrdinalIgnoreCase))
            resource.Error("encoding", $"The encoding must be utf-8, not '{encoding}'.");
        if (resource.Text("format") is { } format && format != "csv") resource.Error("format", $"The format must be csv, not '{format}'.");
        if (resource.Find("dialect") is not { ValueKind: JsonValueKind.Object } || resource.Object("dialect") is not { } dialect) return;
        if (dialect.Text("delimiter") is not (null or ",")) dialect.Error("delimiter", "The delimiter must be a comma.");
        if (dialect.Text("quoteChar") is not (null or "\"")) dialect.Error("quoteChar", "The quote must be \".");
        if (dialect.Find("header") is { ValueKind: JsonValueKind.False }) dialect.Error("header", "A header row is needed.");
    }

    private static List<string>? Fields(JsonPart resource)
    {
        if (resource.Find("schema") is not { ValueKind: JsonValueKind.Object } || resource.Object("schema") is not { } schema || schema.Find("fields") is null) return null;
        return [.. schema.Objects("fields").Select(field => field.Text("name", required: true)).OfType<string>()];
    }

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$", RegexOptions.CultureInvariant)]
    public static partial Regex Slug();
}
