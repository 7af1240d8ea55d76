using Ledger.Domain.Entries;
using Ledger.Domain.Indicators;
using Ledger.Domain.Plans;
using Ledger.Domain.Projects;
using Ledger.Domain.Time;

namespace Ledger.Server.Web;

/// <summary>The parameters of all operations.</summary>
internal static class Parameters
{
    public const int MaxLimit = 500;
    public const int DefaultLimit = 50;

    public static Parameter AsOf { get; } = new("asOf", ParameterKind.Date,
        "业务日期: the day in the world that the question is about, in Asia/Shanghai. Default: today.") { Example = "2022-12-31" };

    public static Parameter KnownAt { get; } = new("knownAt", ParameterKind.Text, """
        记录时间: what the ledger knew. Either a position (entries up to it count; not beyond the end of the ledger) or an RFC 3339
        instant with its offset (entries recorded by then count; one that has not passed yet means now). Default: now.
        """.ReplaceLineEndings(" ")) { Example = "2026-01-31T12:00:00Z", MaxLength = 64 };

    public static Parameter Basis { get; } = Parameter.Of("basis",
        "依据: whose word counts. reported: every entry that stands; confirmed: only what a reviewer confirmed by `knownAt`, or what was read from a published document.",
        Domain.Time.Basis.Confirmed) with { Default = Code<Basis>.Of(Domain.Time.Basis.Reported) };

    public static Parameter Plan { get; } = new("plan", ParameterKind.Text, "Code of a plan.") { Example = "wuxi-145" };

    public static Parameter Region { get; } = new("region", ParameterKind.Text,
        "区县: name or GB/T 2260 code of the region whose plans are meant.") { Example = "巫溪县" };

    public static Parameter Category { get; } = Parameter.Of("category", "学段.", Domain.Plans.Category.Compulsory);

    public static Parameter Nature { get; } = Parameter.Of("nature", "建设性质.", Domain.Projects.Nature.New);

    public static Parameter Stage { get; } = Parameter.Of("stage", "项目进展: the stage at the two times asked about.", Domain.Projects.Stage.UnderConstruction);

    public static Parameter Property { get; } = Parameter.Of("property", "属性.", Domain.Indicators.Property.Binding);

    public static Parameter Committed { get; } = new("committed", ParameterKind.Flag,
        "★: true for projects that the plan promises to complete within its period; false for the others, also where a plan uses no marks.") { Example = true };

    public static Parameter Facility { get; } = new("facility", ParameterKind.Text, "School, exactly as written.") { Example = "白马小学" };

    public static Parameter ProjectText { get; } = new("q", ParameterKind.Text,
        "Words found in name, id, facility, site or responsible unit, whatever the case.") { Example = "小学" };

    public static Parameter IndicatorText { get; } = new("q", ParameterKind.Text, "Words found in name, id or facility, whatever the case.") { Example = "毛入学率" };

    public static Parameter Rule { get; } = new("rule", ParameterKind.Text, "Name of the rule that found it.") { Example = "unit-contradicts-value" };

    public static Parameter Limit { get; } = new("limit", ParameterKind.Number, "Items on a page at most.")
    {
        Default = DefaultLimit, Minimum = 1, Maximum = MaxLimit,
    };

    public static Parameter Cursor { get; } = new("cursor", ParameterKind.Text, """
        Where the next page begins: the `next` of the page before. It keeps the two times of the first page, so that pages of one listing
        fit together while the ledger grows; the filters must be the same.
        """.ReplaceLineEndings(" ")) { MaxLength = 400 };

    public static Parameter From { get; } = new("from", ParameterKind.Date, "业务日期 of the earlier side. Default: first day of the plan's period.") { Example = "2021-01-01" };

    public static Parameter To { get; } = new("to", ParameterKind.Date, "业务日期 of the later side. Default: today.") { Example = "2022-12-31" };

    public static Parameter KnownFrom { get; } = KnownAt with { Name = "knownFrom", Description = "What the ledger knew, for the earlier side; as `knownAt` elsewhere. Default: now.", Example = "1" };

    public static Parameter KnownTo { get; } = KnownAt with { Name = "knownTo", Description = "What the ledger knew, for the later side; as `knownAt` elsewhere. Default: now." };

    public static Parameter ComparedPlan { get; } = Plan with { Required = true };

    public static Parameter PlanCode { get; } = InPath("code", "Code of the plan.", "wuxi-145");

    public static Parameter ProjectId { get; } = InPath("id", "Id of the project.", "wuxi-145.baima-primary");

    public static Parameter IndicatorId { get; } = InPath("id", "Id of the indicator.", "wuxi-145.preschool-enrolment");

    private static Parameter InPath(string name, string description, string example) =>
        new(name, ParameterKind.Text, description) { InPath = true, Required = true, Example = example };
}
