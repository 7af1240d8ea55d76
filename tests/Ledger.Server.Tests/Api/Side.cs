using System.Text.Json.Nodes;
using Ledger.Domain.Indicators;
using Ledger.Domain.Projects;
using Ledger.Domain.Time;
using Ledger.Postgres.ReadModels;
using Ledger.Server.Compare;

namespace Ledger.Server.Tests.Api;

/// <summary>A thing on one side of a comparison.</summary>
/// <param name="Kind">project or indicator.</param>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Stream">Its stream.</param>
/// <param name="Ordinal">Position of its first entry.</param>
/// <param name="State">Its state, from which its fields follow.</param>
/// <param name="Fields">Makes its fields.</param>
internal sealed record Thing(string Kind, string Id, string Name, string Stream, long Ordinal, object State, Func<SortedDictionary<string, JsonNode?>> Fields);

/// <summary>Everything that a plan has at two times.</summary>
internal static class Side
{
    /// <summary>Projects and then indicators, in the order in which the ledger came to know them.</summary>
    public static async Task<IReadOnlyList<Thing>> ReadAsync(LedgerQueries queries, string plan, AsKnown at, CancellationToken ct)
    {
        var projects = await queries.ProjectsAsync(at, new ProjectFilter([plan]), 0, int.MaxValue - 1, ct);
        var indicators = await queries.IndicatorsAsync(at, new IndicatorFilter([plan]), 0, int.MaxValue - 1, ct);
        return
        [
            .. projects.Rows.Select(row => new Thing(
                Project.StreamType, row.Id, row.State.Name, StreamName.Of<Project>(row.Id), row.Ordinal, row.State, () => Fields.Of(row))),
            .. indicators.Rows.Select(row => new Thing(
                Indicator.StreamType, row.Id, row.State.Definition.Name, StreamName.Of<Indicator>(row.Id), row.Ordinal, row.State, () => Fields.Of(row))),
        ];
    }
}
