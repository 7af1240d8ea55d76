using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ledger.Server.Feed;

/// <summary>An event as <see cref="CloudEvents"/> writes it. This type describes it, in OpenAPI and AsyncAPI; a test holds the two together.</summary>
[Description("An entry as a CloudEvents 1.0 event. Attributes that have no value are left out.")]
internal sealed record CloudEventItem(
    [property: Description("The position up to which this reader has been told everything. Entries between `previous` and `position` are not for it: the filter leaves them out, or they are about accounts and keys. A reader whose own position is not `previous` has lost something.")] long Previous,
    [property: Description("Version of CloudEvents: 1.0.")] string Specversion,
    [property: Description("The position, as text. Together with `source` it names the event for ever.")] string Id,
    [property: Description("The ledger: urn:uuid: and the id of its first entry.")] string Source,
    [property: Description("Kind of entry with the version of its schema: cn.ledger.construction_started.v1.")] string Type,
    [property: Description("The stream: project-wuxi-145.baima-primary.")] string Subject,
    [property: Description("记录时间: given by the database, strictly increasing with the position.")] DateTimeOffset Time,
    [property: Description("Media type of `data`: application/json.")] string Datacontenttype,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull), Description("Address of the JSON Schema of `data`; left out where the server knows no address of its own.")] string? Dataschema,
    [property: Description("Place in the whole ledger, from 1, without gaps.")] long Position,
    [property: Description("Place in its stream, from 1, without gaps.")] long Streamversion,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull), Description("业务日期: the day from which the fact holds; of a correction that of its replacement.")] DateOnly? Effectiveon,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull), Description("The effective date as exactly as its source tells: 2022-06-18, 2022-06, 2022-Q2 or 2022.")] string? Effectivedate,
    [property: Description("Whether the source only saw the fact as given by then.")] bool Observed,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull), Description("Who recorded it: the authenticated person, key or process.")] string? Actor,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull), Description("Code of the plan.")] string? Plan,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull), Description("区县 of the plan, as its entries had said by then.")] string? Region,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull), Description("GB/T 2260 code of the region.")] string? Regioncode,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull), Description("学段 of the project or indicator, as its entries had said by then.")] string? Category,
    [property: Description("迟报: whether it was recorded after the period that it is about was closed.")] bool Late,
    [property: Description(Web.Describe.Simulated)] bool Simulated,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull), Description("What ties entries of one piece of work together.")] string? Correlationid,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull), Description("What made the caller record it.")] string? Causationid,
    [property: Description("The fact as it is stored, by the schema of its type.")] JsonElement Data);

/// <summary>A page of the feed.</summary>
[Description("A part of the feed, in order of position.")]
internal sealed record FeedListing(
    [property: Description("The events. An empty page says that nothing up to `next` is for this reader.")] IReadOnlyList<CloudEventItem> Entries,
    [property: Description("The `after` of the next page. Everything up to it has been looked at: what is not in `entries` is not for this reader.")] long Next,
    [property: Description("The last position of the ledger. Where `next` is less, there is more to read at once.")] long Head);
