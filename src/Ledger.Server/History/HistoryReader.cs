using System.Text.Json.Nodes;
using Ledger.Domain.Indicators;
using Ledger.Domain.Projects;
using Ledger.Domain.Time;
using Ledger.Postgres.EventStore;
using Ledger.Postgres.ReadModels;
using Ledger.Server.Api;
using Ledger.Server.Compare;

namespace Ledger.Server.History;

/// <summary>Reads what was recorded of one thing, and what was ever believed of it.</summary>
/// <remarks>What was believed is in the read model, so the entries are read as far as it has come.</remarks>
internal sealed class HistoryReader(LedgerQueries queries, LedgerPositions positions, EventStore store)
{
    /// <summary>Of a project.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="basis">Whose word counts.</param>
    /// <param name="ct">Cancels.</param>
    public Task<ThingHistory<Project.Known>> ProjectAsync(string id, Basis basis, CancellationToken ct) =>
        ReadAsync(Models.Projects, basis, StreamName.Of<Project>(id), at => queries.ProjectHistoryAsync(at, id, ct), Fields.InFull, ct);

    /// <summary>Of an indicator. Parameters as for <see cref="ProjectAsync"/>.</summary>
    public Task<ThingHistory<Indicator.Defined>> IndicatorAsync(string id, Basis basis, CancellationToken ct) =>
        ReadAsync(Models.Indicators, basis, StreamName.Of<Indicator>(id), at => queries.IndicatorHistoryAsync(at, id, ct), Fields.InFull, ct);

    private async Task<ThingHistory<TState>> ReadAsync<TState>(
        string model, Basis basis, string stream, Func<AsKnown, Task<IReadOnlyList<Stretch<TState>>>> believed, Func<Row<TState>, SortedDictionary<string, JsonNode?>> fields, CancellationToken ct)
    {
        var now = (await positions.FindAsync([ReadModelCatalog.NameOf(model, basis)], null, null, ct)).Position;
        return new ThingHistory<TState>(now, await store.ReadStreamAsync(stream, now, ct), await believed(new AsKnown(DateOnly.MaxValue, now, basis)), fields);
    }
}
