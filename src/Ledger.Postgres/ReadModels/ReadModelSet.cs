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

    // Of the streams in use now. A rebuild meets all streams in turn, and would remember each until just before it is needed again.
    private const int RememberedEntries = 10_000;

    private readonly IReadModel[] _models = Make(new EarlierEntries(store, schema == ReadModelSchema.Live ? RememberedEntries : 0));

    /// <summary>The position that every model has reached which is not stopped.</summary>
    public long Position => _models.Where(Healthy).Select(model => model.State.Position).DefaultIfEmpty(long.MaxValue).Min();

    public IReadOnlyList<IReadModel> Models => _models;

    private Dictionary<string, IReadModel[]> ByType => field ??= _models.GroupBy(model => model.StreamType).ToDictionary(group => group.Key, group => group.ToArray(), StringComparer.Ordinal);

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

    /// <summary>Takes in the next batch of the log and writes it, rows and checkpoints together.</summary>
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
            if (TryRead(entry) is { } recorded) await ApplyAsync(recorded, ct);
            else Pass(entry);
        }

        if (count == 0) return 0;
        ReadUpTo(position);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await Checkpoints.MoveAsync(connection, schema, _models, ct);
        var writer = new ModelWriter(connection, schema);
        foreach (var model in _models.Where(model => !model.Pending.IsEmpty)) await writer.WriteAsync(model, ct);
        await transaction.CommitAsync(ct);
        foreach (var model in _models) model.Written();
        step.Committed(count, position);
        return count;
    }

    /// <summary>Takes note that the log was read up to a position.</summary>
    public void ReadUpTo(long position)
    {
        foreach (var model in _models.Where(model => Healthy(model) && model.State.Position < position)) model.ReadUpTo(position);
    }

    /// <summary>Reads an entry; <see langword="null"/> where no model wants it, or where it can't be read, which <see cref="Pass"/> will say.</summary>
    public Recorded? TryRead(StoredEntry entry)
    {
        try
        {
            return Wanted(entry.Stream).Length > 0 ? entry.ToRecorded() : null;
        }
        catch (UnreadableEventException)
        {
            return null;
        }
    }

    /// <summary>Takes in an entry, in memory. A model that can't apply it stops there, loudly.</summary>
    public async ValueTask ApplyAsync(Recorded entry, CancellationToken ct)
    {
        foreach (var model in Wanted(entry.Stream))
        {
            if (!Healthy(model) || entry.Position <= model.State.Position) continue;
            try
            {
                await model.ApplyAsync(entry, ct);
            }
            catch (Exception e) when (e is UnreadableEventException or ImpossibleHistoryException or InvalidOperationException)
            {
                Stop(model, entry.Position, e);
            }
        }
    }

    /// <summary>Passes over an entry that no model wants. Those that want it and can't have it read stop there, loudly.</summary>
    public void Pass(StoredEntry entry)
    {
        foreach (var model in Wanted(entry.Stream).Where(model => Healthy(model) && entry.Position > model.State.Position))
        {
            try
            {
                entry.ToRecorded();
            }
            catch (UnreadableEventException e)
            {
                Stop(model, entry.Position, e);
            }
        }
    }

    private static IReadModel[] Make(EarlierEntries earlier) =>
    [
        new PlanModel(earlier), new ProjectModel(earlier, Basis.Reported), new IndicatorModel(earlier, Basis.Reported), new FindingModel(earlier),
        new ProjectModel(earlier, Basis.Confirmed), new IndicatorModel(earlier, Basis.Confirmed),
    ];

    private void Stop(IReadModel model, long position, Exception e)
    {
        logger.LogCritical(e, "The read model {Model} stops at position {Position}: it can't apply the entry. It is not skipped.", model.Name, position);
        model.Stop(position, e.Message);
    }

    private IReadModel[] Wanted(string stream) => ByType.GetValueOrDefault(StreamName.TypeOf(stream), []);

    private static bool Healthy(IReadModel model) => model.State.StoppedAt is null;
}
