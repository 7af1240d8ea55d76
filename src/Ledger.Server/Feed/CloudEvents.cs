using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Ledger.Postgres.EventStore;
using Ledger.Postgres.Feed;
using Ledger.Server.Web;

namespace Ledger.Server.Feed;

/// <summary>Entries as CloudEvents 1.0 in JSON.</summary>
/// <param name="feed">Knows which ledger this is.</param>
/// <param name="schemas">Knows the version of each kind of event.</param>
/// <param name="address">Where schemas are found.</param>
internal sealed class CloudEvents(LedgerFeed feed, EventSchemas schemas, PublicAddress address)
{
    /// <summary>Media type of one event.</summary>
    public const string ContentType = "application/cloudevents+json";

    /// <summary>Media type of several events.</summary>
    public const string BatchType = "application/cloudevents-batch+json";

    /// <summary>What stands before the stored name in the type of an event.</summary>
    public const string TypePrefix = "cn.ledger.";

    private string? _source;

    /// <summary>Learns which ledger this is; to be awaited once an entry is at hand, and before it is written.</summary>
    public async ValueTask PrepareAsync(CancellationToken ct)
    {
        if (_source is null && await feed.IdentityAsync(ct) is { } id) _source = $"urn:uuid:{id}";
    }

    /// <summary>Writes one event for one reader.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="entry">The entry.</param>
    /// <param name="previous">The position up to which this reader has been told everything: what lies between is not for it.</param>
    public void Write(IBufferWriter<byte> writer, FeedEntry entry, long previous)
    {
        Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{{\"previous\":{previous},"), writer);
        writer.Write(entry.Rendered(Render).Span[1..]);
    }

    /// <summary>One event for one reader, as JSON.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="previous">The position up to which this reader has been told everything.</param>
    public byte[] Write(FeedEntry entry, long previous)
    {
        var writer = new ArrayBufferWriter<byte>();
        Write(writer, entry, previous);
        return writer.WrittenSpan.ToArray();
    }

    private byte[] Render(FeedEntry entry)
    {
        var stored = entry.Stored;
        var buffer = new ArrayBufferWriter<byte>(stored.Data.Length + 768);
        using var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = WebJson.Options.Encoder, SkipValidation = true });
        json.WriteStartObject();
        json.WriteString("specversion", "1.0");
        json.WriteString("id", stored.Position.ToString(CultureInfo.InvariantCulture));
        json.WriteString("source", _source ?? throw new InvalidOperationException("PrepareAsync comes first."));
        json.WriteString("type", schemas.TypeOf(stored.Type));
        json.WriteString("subject", stored.Stream);
        json.WriteString("time", WebJson.Text(stored.RecordedAt));
        json.WriteString("datacontenttype", "application/json");
        WriteText(json, "dataschema", schemas.PathOf(stored.Type) is { } path ? address.Of(path) : null);
        WriteExtensions(json, entry);
        json.WritePropertyName("data");
        json.WriteRawValue(stored.Data.Span, skipInputValidation: true);
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    // What is not there is left out: CloudEvents knows no null.
    private static void WriteExtensions(Utf8JsonWriter json, FeedEntry entry)
    {
        var stored = entry.Stored;
        var headers = EntryHeaders.Of(stored);
        var effective = StoredFact.Effective(stored);
        json.WriteNumber("position", stored.Position);
        json.WriteNumber("streamversion", stored.Version);
        WriteText(json, "effectiveon", effective?.On.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        WriteText(json, "effectivedate", effective?.Date.ToString());
        json.WriteBoolean("observed", effective?.Observed ?? false);
        WriteText(json, "actor", stored.Actor);
        WriteText(json, "plan", entry.Plan);
        WriteText(json, "region", entry.Region);
        WriteText(json, "regioncode", entry.RegionCode);
        WriteText(json, "category", entry.Category);
        json.WriteBoolean("late", headers.Late is not null);
        json.WriteBoolean("simulated", entry.Simulated);
        WriteText(json, "correlationid", stored.CorrelationId);
        WriteText(json, "causationid", stored.CausationId);
    }

    private static void WriteText(Utf8JsonWriter json, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value)) json.WriteString(name, value);
    }
}
