using Ledger.Server.Simulation;
using Ledger.Server.Web;

namespace Ledger.Server.Feed;

/// <summary>The parameters of the feed.</summary>
internal static class FeedParameters
{
    public const string Latest = "latest";
    public const int MostValues = 50;

    public static Parameter After { get; } = new("after", ParameterKind.Text, """
        The position before the first entry wanted: 0 for the whole history, `next` of the page before to go on, `latest` for what is
        recorded from now on. Not beyond the end of the ledger.
        """.ReplaceLineEndings(" ")) { Default = "0", Example = "0", MaxLength = 20 };

    public static Parameter Limit { get; } = new("limit", ParameterKind.Number, "Entries on a page at most.")
    {
        Default = 100, Minimum = 1, Maximum = Postgres.Feed.LedgerFeed.MostEntries,
    };

    public static Parameter Wait { get; } = new("wait", ParameterKind.Number,
        "Seconds to wait for an entry where there is none yet: the answer comes as soon as there is one, or empty.")
    {
        Default = 0, Minimum = 0, Maximum = 60,
    };

    public static Parameter Stream { get; } = Several("stream", "Streams: the thing's kind, a dash and its id.", "project-wuxi-145.baima-primary");

    public static Parameter Type { get; } = Several("type", "Kinds of entries, as stored.", "construction_started,project_completed");

    public static Parameter Plan { get; } = Several("plan", "Codes of plans; also of such as are still to come.", "wuxi-145");

    public static Parameter Region { get; } = Several("region", "区县: names or GB/T 2260 codes of regions, as the plans' entries had said by then.", "巫溪县");

    public static Parameter Category { get; } = Several("category", "学段 of projects and indicators, as their entries had said by then; plans and findings have none.", "compulsory");

    public static Parameter Simulated { get; } = Apart.Only with
    {
        Description = "模拟: true for what is simulated only, false for what is real only. Default: both where a stream, a plan or a region is named, false otherwise.",
    };

    /// <summary>The filters, the same for every way of reading the feed.</summary>
    public static Parameter[] Filters { get; } = [Plan, Region, Stream, Type, Category, Simulated];

    private static Parameter Several(string name, string description, string example) =>
        new(name, ParameterKind.Text, $"{description} Several are separated by commas.") { Example = example, MaxLength = 2_000 };
}
