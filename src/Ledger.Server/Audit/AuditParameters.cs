using Ledger.Domain.Audit;
using Ledger.Postgres.Audit;
using Ledger.Server.Simulation;
using Ledger.Server.Web;

namespace Ledger.Server.Audit;

/// <summary>The parameters of the audit.</summary>
internal static class AuditParameters
{
    public const string Newest = "newest";
    public const string Oldest = "oldest";
    public const string Csv = "csv";
    public const string Ndjson = "ndjson";

    public static Parameter Actor { get; } = new("actor", ParameterKind.Text, "Who recorded it, exactly as entries name it.") { Example = "user:zhang.san" };

    public static Parameter Type { get; } = new("type", ParameterKind.Text,
        "Kind of entry, as stored; also one that only another program writes.") { Example = "progress_reported" };

    public static Parameter From { get; } = new("from", ParameterKind.Text,
        "记录时间 of the earliest entry: an RFC 3339 instant with its offset, or a day in Asia/Shanghai, from its beginning.") { Example = "2026-01-01", MaxLength = 64 };

    public static Parameter To { get; } = From with
    {
        Name = "to", Description = "记录时间 of the latest entry: an RFC 3339 instant with its offset, or a day in Asia/Shanghai, to its end.", Example = "2026-01-31",
    };

    public static Parameter EffectiveFrom { get; } = new("effectiveFrom", ParameterKind.Date, "First 业务日期; of a correction that of its replacement counts.") { Example = "2025-12-01" };

    public static Parameter EffectiveTo { get; } = new("effectiveTo", ParameterKind.Date, "Last 业务日期; of a correction that of its replacement counts.") { Example = "2025-12-31" };

    public static Parameter Flag { get; } = new("flag", ParameterKind.Code, "A flag that the entry bears; `any`: at least one. What each means and why: docs/reference/audit.md.")
    {
        Values = [.. AuditFlags.Names, AuditFilter.AnyFlag], Example = AuditFlags.Names[0],
    };

    public static Parameter Simulated { get; } = Apart.Only with { Description = "模拟: true for what is simulated only, false for what is real only. Default: both; every entry says what it is." };

    public static Parameter Order { get; } = new("order", ParameterKind.Code, "From which end of recorded time.") { Values = [Newest, Oldest], Default = Newest };

    public static Parameter Format { get; } = new("format", ParameterKind.Code, "CSV for spreadsheets, NDJSON (one item as JSON on each line) for programs.")
    {
        Values = [Csv, Ndjson], Default = Csv,
    };

    /// <summary>The filters, of the listing and of the export alike.</summary>
    public static Parameter[] Filters { get; } =
        [Actor, Parameters.Region, Parameters.Plan, Type, From, To, EffectiveFrom, EffectiveTo, Flag, Simulated];
}
