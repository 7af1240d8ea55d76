using System.Text;
using System.Text.Json.Nodes;
using FsCheck.Xunit;
using Ledger.Domain.Entries;
using Ledger.Domain.Projects;
using Ledger.Domain.Quantities;
using Shouldly;
using Xunit;

namespace Ledger.Domain.Tests.Laws;

/// <summary>What is stored is what was given, and nothing is read that was not so stored.</summary>
[Properties(Arbitrary = [typeof(Anything)])]
public sealed class JsonLaws
{
    [Property(MaxTest = 1000)]
    public void Any_event_survives(LedgerEvent @event)
    {
        var bytes = LedgerJson.Write(@event);
        var read = LedgerJson.Read(EventTypes.NameOf(@event), bytes);
        read.ShouldBe(@event);

        // Equal is not enough: 95.30 equals 95.3 but is not what was written.
        LedgerJson.Write(read).ShouldBe(bytes);
    }

    [Property(MaxTest = 300)]
    public void Any_event_survives_the_order_in_which_jsonb_gives_keys_back(LedgerEvent @event) =>
        LedgerJson.Read(EventTypes.NameOf(@event), Encoding.UTF8.GetBytes(JsonRoundTrip.AsJsonb(JsonNode.Parse(LedgerJson.Write(@event)))!.ToJsonString())).ShouldBe(@event);

    [Property(MaxTest = 300)]
    public void No_event_reads_with_any_required_part_missing(LedgerEvent @event)
    {
        foreach (var required in new[] { "effective", "effective.date", "scope.category", "scope.sites", "scope.scale", "document.periodStart", "position", "figure", "kind" })
        {
            var node = JsonNode.Parse(LedgerJson.Write(@event))!.AsObject();
            var path = required.Split('.');
            var parent = path.Length == 1 ? node : node[path[0]] as JsonObject;
            if (parent?.Remove(path[^1]) != true) continue;
            Should.Throw<UnreadableEventException>(() => LedgerJson.Read(EventTypes.NameOf(@event), Encoding.UTF8.GetBytes(node.ToJsonString())), required);
        }
    }

    [Theory]
    [InlineData("""{"percent":1,"percent":99,"effective":{"date":"2022"}}""")]
    [InlineData("""{"percent":1,"Percent":99,"effective":{"date":"2022"}}""")]
    [InlineData("""{"Percent":1,"effective":{"date":"2022"}}""")]
    [InlineData("""{"percent":"1","effective":{"date":"2022"}}""")]
    [InlineData("""{"percent":null,"effective":{"date":"2022"}}""")]
    [InlineData("""{"percent":1,"effective":{"date":"2022"},"surprise":1}""")]
    [InlineData("""{"percent":1,"effective":{"date":"2022","on":"2022-12-31"}}""")]
    [InlineData("""{"percent":1,"effective":{}}""")]
    [InlineData("""{"percent":1,"effective":null}""")]
    [InlineData("""{"percent":1,"effective":{"date":null}}""")]
    [InlineData("""{"percent":1,"effective":{"date":2022}}""")]
    [InlineData("""{"percent":1,"effective":{"date":"2022-13"}}""")]
    [InlineData("""{"percent":1,"effective":{"date":"0001-01-01"}}""")]
    [InlineData("""{"percent":1,"investedTenThousandYuan":-1,"effective":{"date":"2022"}}""")]
    [InlineData("""{"percent":1e400,"effective":{"date":"2022"}}""")]
    [InlineData("""{"percent":1,"reason":"\ud800","effective":{"date":"2022"}}""")]
    [InlineData("""{"percent":1,"effective":{"date":"2022"}} x""")]
    [InlineData("""[]""")]
    [InlineData("""null""")]
    [InlineData("")]
    public void Odd_progress_is_not_read(string json) =>
        Should.Throw<UnreadableEventException>(() => LedgerJson.Read("progress_reported", Encoding.UTF8.GetBytes(json))).StoredType.ShouldBe("progress_reported");

    [Theory]
    [InlineData("5")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"type":"project_completed"}""")]
    [InlineData("""{"data":{"effective":{"date":"2022"}}}""")]
    [InlineData("""{"type":5,"data":{"effective":{"date":"2022"}}}""")]
    [InlineData("""{"type":"project_exploded","data":{"effective":{"date":"2022"}}}""")]
    [InlineData("""{"type":"project_completed","data":null}""")]
    [InlineData("""{"type":"project_completed","data":{"effective":{"date":"2022"}},"surprise":1}""")]
    [InlineData("""{"type":"project_completed","type":"facility_built","data":{"effective":{"date":"2022"}}}""")]
    [InlineData("""{"type":"project_completed","data":{"reason":"a","reason":"b","effective":{"date":"2022"}}}""")]
    public void An_odd_replacement_is_not_read(string replacement) =>
        Should.Throw<UnreadableEventException>(() => LedgerJson.Read(
            "entry_corrected", Encoding.UTF8.GetBytes($$$"""{"position":1,"replacement":{{{replacement}}},"effective":{"date":"2022"}}""")));

    [Theory]
    [InlineData("\"Preschool\"")]
    [InlineData("\"PRESCHOOL\"")]
    [InlineData("\" preschool\"")]
    [InlineData("\"preschool, special\"")]
    [InlineData("0")]
    [InlineData("null")]
    public void An_odd_category_is_not_read(string category) => Unreadable(category: category);

    [Theory]
    [InlineData("null")]
    [InlineData("[null]")]
    [InlineData("\"城厢镇\"")]
    public void Odd_sites_are_not_read(string sites) => Unreadable(sites: sites);

    [Fact]
    public void Trailing_zeros_stay()
    {
        var read = (ProjectEvent.ProgressReported)LedgerJson.Read("progress_reported", """{"percent":95.30,"effective":{"date":"2022"}}"""u8);
        read.Percent.ToString(System.Globalization.CultureInfo.InvariantCulture).ShouldBe("95.30");
        Encoding.UTF8.GetString(LedgerJson.Write(read with { InvestedTenThousandYuan = Quantity.From<TenThousandYuan>(1.00m) }))
            .ShouldBe("""{"percent":95.30,"investedTenThousandYuan":1.00,"effective":{"date":"2022","observed":false}}""");
    }

    [Fact]
    public void An_unknown_type_is_not_read() =>
        Should.Throw<UnreadableEventException>(() => LedgerJson.Read("project_exploded", "{}"u8)).StoredType.ShouldBe("project_exploded");

    private static void Unreadable(string category = "\"preschool\"", string sites = "[]")
    {
        byte[] Json(string c, string s) => Encoding.UTF8.GetBytes($$$"""{"scope":{"category":{{{c}}},"sites":{{{s}}},"scale":{}},"effective":{"date":"2022"}}""");
        LedgerJson.Read("scope_revised", Json("\"preschool\"", "[]")).ShouldBeOfType<ProjectEvent.ScopeRevised>();
        Should.Throw<UnreadableEventException>(() => LedgerJson.Read("scope_revised", Json(category, sites)));
    }
}
