using System.Globalization;
using Ledger.Postgres.Audit;
using Ledger.Postgres.EventStore;
using Ledger.Postgres.ReadModels;
using Ledger.Server.Api;
using Ledger.Server.Projects;
using Ledger.Server.Web;

namespace Ledger.Server.Audit;

/// <summary>What is asked of the audit, read from the parameters.</summary>
/// <param name="Filter">Which entries; without the region, which only the ledger can turn into plans.</param>
/// <param name="Region">区县.</param>
/// <param name="From">First recorded time.</param>
/// <param name="To">Last recorded time.</param>
internal sealed record AuditQuestion(AuditFilter Filter, string? Region, DateTimeOffset? From, DateTimeOffset? To)
{
    private static readonly TimeSpan Shanghai = TimeSpan.FromHours(8);
    private static readonly TimeSpan Microsecond = TimeSpan.FromMicroseconds(1);

    /// <summary>The read models that the answer needs: the log itself needs none.</summary>
    public string[] Models => Region is null ? [] : [Api.Models.Plans];

    /// <summary>Reads it; what is wrong is noted in the values.</summary>
    public static AuditQuestion Of(Values values)
    {
        var (from, to) = Recorded(values);
        var (first, last) = (values.Date(AuditParameters.EffectiveFrom), values.Date(AuditParameters.EffectiveTo));
        if (last < first) values.Wrong("effectiveTo", "'effectiveTo' is before 'effectiveFrom'.");
        var filter = new AuditFilter(
            values.Text(AuditParameters.Actor), values.Text(AuditParameters.Type), values.Text(Parameters.Plan) is { } plan ? [plan] : null,
            first, last, Choice(values, AuditParameters.Flag), values.Flag(AuditParameters.Simulated));
        return new AuditQuestion(filter, values.Text(Parameters.Region), from, to);
    }

    /// <summary>The two recorded times, each null where it is left out.</summary>
    public static (DateTimeOffset? From, DateTimeOffset? To) Recorded(Values values)
    {
        var (from, to) = (Instant(values, AuditParameters.From, endOfDay: false), Instant(values, AuditParameters.To, endOfDay: true));
        if (to < from) values.Wrong("to", "'to' is before 'from'.");
        return (from, to);
    }

    /// <summary>One of the values that a parameter declares; its default where it is left out.</summary>
    public static string? Choice(Values values, Parameter parameter)
    {
        if (values.Text(parameter) is not { } text) return parameter.Default?.GetValue<string>();
        if (!parameter.Values.Contains(text)) values.Wrong(parameter.Name, $"'{parameter.Name}' must be one of: {string.Join(", ", parameter.Values)}.");
        return text;
    }

    /// <summary>The part of the log between the two recorded times, up to a position.</summary>
    public async Task<AuditRange> RangeAsync(EventStore store, LedgerPositions positions, long upTo, bool newestFirst, CancellationToken ct)
    {
        var after = From is { } from && from.UtcTicks > Microsecond.Ticks ? await store.PositionAtAsync(from - Microsecond, ct) : 0;
        // Through LedgerPositions, which waits for appends that are about to record something by then.
        var last = To is { } to ? (await positions.FindAsync([], null, to, ct)).Position : upTo;
        return new AuditRange(after, Math.Min(last, upTo), newestFirst);
    }

    /// <summary>The filter, with the region's plans as they are known at a position.</summary>
    public async Task<AuditFilter> FilterAsync(LedgerQueries queries, long position, CancellationToken ct) => Region is null
        ? Filter
        : Filter with { Plans = await PlansOfRegion.FindAsync(queries, Region, position, Filter.Plans, ct) };

    private static DateTimeOffset? Instant(Values values, Parameter parameter, bool endOfDay)
    {
        if (values.Text(parameter) is not { } text) return null;
        if (Instants.TryParse(text, out var instant)) return instant;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day > DateOnly.MinValue)
            return new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), Shanghai) + (endOfDay ? TimeSpan.FromDays(1) - Microsecond : TimeSpan.Zero);
        values.Wrong(parameter.Name, $"'{parameter.Name}' must be a day such as 2026-01-31 or an instant with its offset such as 2026-01-31T12:00:00Z.");
        return null;
    }
}
