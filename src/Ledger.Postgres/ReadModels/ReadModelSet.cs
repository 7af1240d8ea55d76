using Ledger.Domain.Entries;
using Ledger.Domain.Time;
using Ledger.Postgres.EventStore;
using Ledger.Postgres.Measures;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Ledger.Postgres.ReadModels;

/// <summary>All read models of one schema, moved forward together: one reading of the log, one transaction a batch.</summary>
internal sealed class ReadModelSet(EventStore.EventStore store, string schema, ILogger logger)
{
    private const int BatchEntries = 2_000;

    private readonly IReadModel[] _models =
    [
        new PlanModel(store), new ProjectModel(store, Basis.Reported), new IndicatorModel(store, Basis.Reported), new FindingModel(store),
        new ProjectModel(store, Basis.Confirmed), new IndicatorModel(store, Basis.Confirmed),
    ];

    /// <summary>The position that every model has reached which is not stopped.</summary>
    public long Position => _models.Where(Healthy).Select(model => model.State.Position).DefaultIfEmpty(long.MaxValue).Min();

    public IReadOnlyList<IReadModel> Models => _models;

    /// <summary>Takes up the models where the schema's checkpoints say.</summary>
    public async Task LoadAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        var stored = (await ReadModelStatus.ReadAsync(connection, schema, ct)).ToDictionary(status => status.Name);
        foreach (var model in _models)
        {
            // A stopped model is tried again on every start: the program may have learned to read the entry meanwhile.
            model.Resume(stored.TryGetValue(model.Name, out var status)
                ? new ModelState(status.Position, new RowDigest(status.Digest))
                : new ModelState(0, new RowDigest()));
        }
    }

    /// <summary>Takes in the next batch of the log.</summary>
    /// <param name="connection">Writes the tables; an exception leaves the set in need of <see cref="LoadAsync"/>.</param>
    /// <param name="upTo">Position not to go beyond.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>How many entries were read; 0 when the models have caught up.</returns>
    public async Task<int> AdvanceAsync(NpgsqlConnection connection, long upTo, CancellationToken ct)
    {
        var count = 0;
        var position = Position;
        if (position >= upTo) return 0;
        using var step = new ProjectStep(schema == ReadModelSchema.Live ? "live" : "rebuild");
        await foreach (var entry in store.ReadAllAsync(position, (int)Math.Min(BatchEntries, upTo - position), ct))
        {
            if (count++ == 0) step.Begin();
            position = entry.Position;
            await ApplyAsync(entry, ct);
        }

        if (count == 0) return 0;
        foreach (var model in _models.Where(model => Healthy(model) && model.State.Position < position)) model.ReadUpTo(position);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        foreach (var model in _models) await model.WriteAsync(connection, schema, ct);
        await transaction.CommitAsync(ct);
        foreach (var model in _models) model.Written();
        step.Committed(count, position);
        return count;
    }

    private static bool Healthy(IReadModel model) => model.State.StoppedAt is null;

    private async Task ApplyAsync(StoredEntry entry, CancellationToken ct)
    {
        var type = StreamName.TypeOf(entry.Stream);
        foreach (var model in _models)
        {
            if (model.StreamType != type || !Healthy(model) || entry.Position <= model.State.Position) continue;
            try
            {
                await model.ApplyAsync(entry, ct);
            }
            catch (Exception e) when (e is UnreadableEventException or ImpossibleHistoryException or InvalidOperationException)
            {
                logger.LogCritical(e, "The read model {Model} stops at position {Position}: it can't apply the entry. It is not skipped.", model.Name, entry.Position);
                model.Stop(entry.Position, e.Message);
            }
        }
    }
}
