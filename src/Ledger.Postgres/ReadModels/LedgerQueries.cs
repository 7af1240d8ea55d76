using Ledger.Domain.Entries;
using Ledger.Domain.Findings;
using Ledger.Domain.Indicators;
using Ledger.Domain.Plans;
using Ledger.Domain.Projects;
using Ledger.Domain.Simulations;
using Npgsql;
using NpgsqlTypes;

namespace Ledger.Postgres.ReadModels;

/// <summary>Which projects to list; what is <see langword="null"/> does not restrict.</summary>
/// <param name="Plans">Codes of plans.</param>
/// <param name="Category">学段.</param>
/// <param name="Nature">建设性质.</param>
/// <param name="Stage">项目进展.</param>
/// <param name="Committed">★: true for those marked, false for those not marked (also where the plan uses no marks).</param>
/// <param name="Text">Found in name, id, facility, site or responsible unit, whatever the case.</param>
/// <param name="Simulated">Whether its plan is simulated.</param>
public sealed record ProjectFilter(
    IReadOnlyList<string>? Plans = null, Category? Category = null, Nature? Nature = null, Stage? Stage = null, bool? Committed = null, string? Text = null,
    bool? Simulated = null);

/// <summary>Which indicators to list; what is <see langword="null"/> does not restrict.</summary>
/// <param name="Plans">Codes of plans.</param>
/// <param name="Category">学段.</param>
/// <param name="Property">属性.</param>
/// <param name="Facility">School, exactly as written.</param>
/// <param name="Text">Found in name, id or facility, whatever the case.</param>
/// <param name="Simulated">Whether its plan is simulated.</param>
public sealed record IndicatorFilter(
    IReadOnlyList<string>? Plans = null, Category? Category = null, Property? Property = null, string? Facility = null, string? Text = null, bool? Simulated = null);

/// <summary>Questions to the read models. Each is one indexed query, whatever the two times.</summary>
/// <param name="database">The database.</param>
public sealed class LedgerQueries(LedgerDatabase database)
{
    private NpgsqlDataSource Source => database.App;

    /// <summary>A page of projects.</summary>
    /// <param name="at">The two times.</param>
    /// <param name="filter">Which ones.</param>
    /// <param name="after">Ordinal of the last row of the page before; 0 for the first page.</param>
    /// <param name="limit">Rows at most, from 1.</param>
    /// <param name="ct">Cancels.</param>
    public Task<Page<Project.Known>> ProjectsAsync(AsKnown at, ProjectFilter filter, long after, int limit, CancellationToken ct = default)
    {
        List<string> conditions = [];
        List<NpgsqlParameter> values = [];
        WherePlans(conditions, values, filter.Plans);
        BitemporalQuery.Where(conditions, values, "r.category = $n", NpgsqlDbType.Text, filter.Category is { } category ? Code<Category>.Of(category) : null);
        BitemporalQuery.Where(conditions, values, "r.nature = $n", NpgsqlDbType.Text, filter.Nature is { } nature ? Code<Nature>.Of(nature) : null);
        BitemporalQuery.Where(conditions, values, "r.stage = $n", NpgsqlDbType.Text, filter.Stage is { } stage ? Code<Stage>.Of(stage) : null);
        BitemporalQuery.Where(conditions, values, "(r.committed is true) = $n", NpgsqlDbType.Boolean, filter.Committed);
        WhereText(conditions, values, filter.Text);
        WhereSimulated(conditions, values, filter.Simulated);
        return BitemporalQuery.PageAsync<Project.Known>(
            database, ProjectModel.TableName, at, conditions, values, after, limit,
            CountedIf(filter with { Plans = null, Stage = null } == new ProjectFilter(), filter.Plans, filter.Stage is { } step ? Code<Stage>.Of(step) : null), ct);
    }

    /// <summary>One project; <see langword="null"/> where no plan names it at these times.</summary>
    public Task<Row<Project.Known>?> ProjectAsync(AsKnown at, string id, CancellationToken ct = default) =>
        BitemporalQuery.OneAsync<Project.Known>(Source, ProjectModel.TableName, at, id, ct);

    /// <summary>Everything that was ever believed of a project, up to a position; the day restricts nothing.</summary>
    public Task<IReadOnlyList<Stretch<Project.Known>>> ProjectHistoryAsync(AsKnown at, string id, CancellationToken ct = default) =>
        BitemporalHistory.ReadAsync<Project.Known>(Source, ProjectModel.TableName, at, id, ct);

    /// <summary>Makes something of every project of a plan that is not the same at two pairs of times; both on one basis.</summary>
    /// <param name="plan">The plan's code.</param>
    /// <param name="from">The one pair.</param>
    /// <param name="to">The other one.</param>
    /// <param name="make">Called once for each, by several threads at once.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>What was made, in the order in which the ledger came to know the projects.</returns>
    public Task<IReadOnlyList<T>> DifferingProjectsAsync<T>(string plan, AsKnown from, AsKnown to, Func<RowPair<Project.Known>, T> make, CancellationToken ct = default) =>
        DifferingRows.ReadAsync(Source, ProjectModel.TableName, Project.StreamType, plan, from, to, make, ct);

    /// <summary>What the log's columns say of entries, by position.</summary>
    public Task<IReadOnlyDictionary<long, EntryColumns>> EntriesAsync(IEnumerable<long> positions, CancellationToken ct = default) =>
        DifferingRows.EntriesAsync(Source, [.. positions], ct);

    /// <summary>A page of indicators. Parameters as for <see cref="ProjectsAsync"/>.</summary>
    public Task<Page<Indicator.Defined>> IndicatorsAsync(AsKnown at, IndicatorFilter filter, long after, int limit, CancellationToken ct = default)
    {
        List<string> conditions = [];
        List<NpgsqlParameter> values = [];
        WherePlans(conditions, values, filter.Plans);
        BitemporalQuery.Where(conditions, values, "r.category = $n", NpgsqlDbType.Text, filter.Category is { } category ? Code<Category>.Of(category) : null);
        BitemporalQuery.Where(conditions, values, "r.property = $n", NpgsqlDbType.Text, filter.Property is { } property ? Code<Property>.Of(property) : null);
        BitemporalQuery.Where(conditions, values, "r.facility = $n", NpgsqlDbType.Text, filter.Facility);
        WhereText(conditions, values, filter.Text);
        WhereSimulated(conditions, values, filter.Simulated);
        return BitemporalQuery.PageAsync<Indicator.Defined>(
            database, IndicatorModel.TableName, at, conditions, values, after, limit, CountedIf(filter with { Plans = null } == new IndicatorFilter(), filter.Plans, null), ct);
    }

    /// <summary>One indicator, retired ones too; <see langword="null"/> where none is defined at these times.</summary>
    public Task<Row<Indicator.Defined>?> IndicatorAsync(AsKnown at, string id, CancellationToken ct = default) =>
        BitemporalQuery.OneAsync<Indicator.Defined>(Source, IndicatorModel.TableName, at, id, ct);

    /// <summary>Everything that was ever believed of an indicator. Parameters as for <see cref="ProjectHistoryAsync"/>.</summary>
    public Task<IReadOnlyList<Stretch<Indicator.Defined>>> IndicatorHistoryAsync(AsKnown at, string id, CancellationToken ct = default) =>
        BitemporalHistory.ReadAsync<Indicator.Defined>(Source, IndicatorModel.TableName, at, id, ct);

    /// <summary>The same of every indicator of a plan that is not the same. Parameters as for <see cref="DifferingProjectsAsync"/>.</summary>
    public Task<IReadOnlyList<T>> DifferingIndicatorsAsync<T>(string plan, AsKnown from, AsKnown to, Func<RowPair<Indicator.Defined>, T> make, CancellationToken ct = default) =>
        DifferingRows.ReadAsync(Source, IndicatorModel.TableName, Indicator.StreamType, plan, from, to, make, ct);

    /// <summary>All plans published at these times; of one region where <paramref name="region"/> (name or GB/T 2260 code) is given.</summary>
    public async Task<IReadOnlyList<Row<Plan.Published>>> PlansAsync(AsKnown at, string? region = null, CancellationToken ct = default)
    {
        return (await PlansPageAsync(at, region, null, 0, int.MaxValue - 1, ct)).Rows;
    }

    /// <summary>A page of the plans published at these times. Parameters as for <see cref="ProjectsAsync"/> and <see cref="PlansAsync"/>.</summary>
    public Task<Page<Plan.Published>> PlansPageAsync(AsKnown at, string? region, bool? simulated, long after, int limit, CancellationToken ct = default)
    {
        List<string> conditions = [];
        List<NpgsqlParameter> values = [];
        BitemporalQuery.Where(conditions, values, "$n in (r.region, r.region_code)", NpgsqlDbType.Text, region);
        WhereSimulated(conditions, values, simulated);
        return BitemporalQuery.PageAsync<Plan.Published>(database, PlanModel.TableName, at, conditions, values, after, limit, null, ct);
    }

    /// <summary>One plan; <see langword="null"/> where it is not published at these times.</summary>
    public Task<Row<Plan.Published>?> PlanAsync(AsKnown at, string code, CancellationToken ct = default) =>
        BitemporalQuery.OneAsync<Plan.Published>(Source, PlanModel.TableName, at, code, ct);

    /// <summary>A page of findings about a plan, of one rule where <paramref name="rule"/> is given.</summary>
    public Task<Page<Finding.Open>> FindingsAsync(AsKnown at, string plan, string? rule, long after, int limit, CancellationToken ct = default)
    {
        List<string> conditions = [];
        List<NpgsqlParameter> values = [];
        WherePlans(conditions, values, [plan]);
        BitemporalQuery.Where(conditions, values, "r.rule = $n", NpgsqlDbType.Text, rule);
        return BitemporalQuery.PageAsync<Finding.Open>(database, FindingModel.TableName, at, conditions, values, after, limit, new Counted([plan], rule), ct);
    }

    /// <summary>One finding, withdrawn ones too; <see langword="null"/> where none was raised at these times.</summary>
    public Task<Row<Finding.Open>?> FindingAsync(AsKnown at, string id, CancellationToken ct = default) =>
        BitemporalQuery.OneAsync<Finding.Open>(Source, FindingModel.TableName, at, id, ct);

    /// <summary>What streams are called as known at a position, whenever their things were there; unknown ones are left out.</summary>
    public Task<Dictionary<string, SubjectName>> NamesAsync(long position, IEnumerable<string> streams, CancellationToken ct = default) =>
        SubjectNames.ReadAsync(Source, position, streams, ct);

    /// <summary>Whether the ledger knows a project of that id at any time at all.</summary>
    public Task<bool> KnowsProjectAsync(string id, CancellationToken ct = default) => BitemporalQuery.KnownAsync(Source, ProjectModel.TableName, id, ct);

    /// <summary>Whether the ledger knows an indicator of that id at any time at all.</summary>
    public Task<bool> KnowsIndicatorAsync(string id, CancellationToken ct = default) => BitemporalQuery.KnownAsync(Source, IndicatorModel.TableName, id, ct);

    /// <summary>Whether the ledger knows a plan of that code at any time at all.</summary>
    public Task<bool> KnowsPlanAsync(string code, CancellationToken ct = default) => BitemporalQuery.KnownAsync(Source, PlanModel.TableName, code, ct);

    private static Counted? CountedIf(bool tallied, IReadOnlyList<string>? plans, string? code) => tallied && plans is not null ? new Counted(plans, code) : null;

    // One plan's things lie in the index in their order; those of several would have to be sorted.
    private static void WherePlans(List<string> conditions, List<NpgsqlParameter> values, IReadOnlyList<string>? plans)
    {
        if (plans is [var plan]) BitemporalQuery.Where(conditions, values, "t.plan = $n", NpgsqlDbType.Text, plan);
        else BitemporalQuery.Where(conditions, values, "t.plan = any($n)", NpgsqlDbType.Array | NpgsqlDbType.Text, plans?.ToArray());
    }

    private static void WhereSimulated(List<string> conditions, List<NpgsqlParameter> values, bool? simulated) =>
        BitemporalQuery.Where(conditions, values, $"starts_with(t.plan, '{Simulated.PlanPrefix}') = $n", NpgsqlDbType.Boolean, simulated);

    private static void WhereText(List<string> conditions, List<NpgsqlParameter> values, string? text) =>
        BitemporalQuery.Where(conditions, values, "position($n in r.search) > 0", NpgsqlDbType.Text, text?.ToLowerInvariant());
}
