using System.Runtime.ExceptionServices;
using System.Threading.Channels;
using Ledger.Domain.Entries;
using Ledger.Postgres.EventStore;
using Ledger.Postgres.Measures;
using Npgsql;

namespace Ledger.Postgres.ReadModels;

/// <summary>Fills the empty tables of a new generation from the log: read, applied and copied side by side, keys made at the end.</summary>
/// <remarks>
/// Three tasks with short queues between them, so that memory is bounded by batches and by the streams remembered. All of it is
/// one transaction, in which the tables were made too: rows are copied frozen, which spares the first readers the looks at
/// transactions and vacuum its rewriting; and what is broken off leaves nothing. Without keys a row whose knowledge ends
/// can't be found: such ends wait in a table of their own until the keys are there.
/// </remarks>
/// <param name="store">The log.</param>
/// <param name="models">The models, at position 0.</param>
/// <param name="connection">A connection in the transaction that made the tables.</param>
internal sealed class ReadModelLoad(EventStore.EventStore store, ReadModelSet models, NpgsqlConnection connection)
{
    private const int BatchEntries = 500;

    // A COPY lets its table grow by more and more pages at once, and leaves those empty that it had no rows for: with one for every
    // 500 entries two fifths of the table.
    private const int CopyBytes = 4 << 20;

    private const string Schema = ReadModelSchema.Next;

    private readonly ModelWriter _writer = new(connection, Schema);
    private readonly LateClosings _closings = new(connection, Schema);
    private Exception? _failure;

    /// <summary>Takes in the log up to a position. May be called again for a later one, until <see cref="FinishAsync"/>.</summary>
    /// <param name="upTo">The position; the log has reached it.</param>
    /// <param name="progress">Told of every batch.</param>
    /// <param name="ct">Cancels; the transaction is to be rolled back then.</param>
    public async Task AdvanceAsync(long upTo, Action<long> progress, CancellationToken ct)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var read = Channel.CreateBounded<List<ReadEntry>>(1);
        var applied = Channel.CreateBounded<List<(IReadModel, PendingRows)>>(1);
        await Task.WhenAll(
            StageAsync(() => ReadAsync(read.Writer, upTo, ended.Token), ended),
            StageAsync(() => ApplyAsync(read.Reader, applied.Writer, progress, ended.Token), ended),
            StageAsync(() => WriteAsync(applied.Reader, ended.Token), ended));
        if (_failure is not null) ExceptionDispatchInfo.Throw(_failure);
    }

    /// <summary>Makes the keys, writes the ends that waited for them, and the checkpoints.</summary>
    public async Task FinishAsync(CancellationToken ct)
    {
        await ReadModelSchema.CreateIndexesAsync(connection, Schema, ct);
        foreach (var model in models.Models) await _closings.ApplyAsync(model.Name, ct);
        await Checkpoints.MoveAsync(connection, Schema, models.Models, ct);
        // A table just filled has no statistics, and would be planned for as if it were small.
        await ReadModelSchema.RunAsync(connection, $"analyze {string.Join(", ", models.Models.SelectMany(TablesOf).Append($"{Schema}.{Moves.Table}").Distinct())}", ct);
    }

    private static IEnumerable<string> TablesOf(IReadModel model) => [$"{Schema}.{model.Things}", $"{Schema}.{ModelTables.RowTable(model.Name)}"];

    // The first stage to fail ends the others, which would wait for it for ever, and is the one that is told of.
    private Task StageAsync(Func<Task> stage, CancellationTokenSource ended) => Task.Run(async () =>
    {
        try
        {
            await stage();
        }
        catch (Exception e)
        {
            Interlocked.CompareExchange(ref _failure, e, null);
            await ended.CancelAsync();
        }
    });

    // Reading JSON is done here and not where entries are applied, which has as much to do without it.
    private async Task ReadAsync(ChannelWriter<List<ReadEntry>> read, long upTo, CancellationToken ct)
    {
        var batch = new List<ReadEntry>(BatchEntries);
        var after = models.Position;
        await foreach (var entry in store.ReadAllAsync(after, (int)Math.Min(int.MaxValue, upTo - after), ct))
        {
            var recorded = models.TryRead(entry);
            batch.Add(new ReadEntry(recorded is null ? entry : null, recorded));
            if (batch.Count < BatchEntries) continue;
            await read.WriteAsync(batch, ct);
            batch = new List<ReadEntry>(BatchEntries);
        }

        if (batch.Count > 0) await read.WriteAsync(batch, ct);
        read.Complete();
    }

    private async Task ApplyAsync(
        ChannelReader<List<ReadEntry>> read, ChannelWriter<List<(IReadModel, PendingRows)>> applied, Action<long> progress, CancellationToken ct)
    {
        await foreach (var batch in read.ReadAllAsync(ct))
        {
            using var step = new ProjectStep("rebuild");
            step.Begin();
            var last = batch[^1].Position;
            foreach (var entry in batch)
            {
                if (entry.Recorded is { } recorded) await models.ApplyAsync(recorded, ct);
                else models.Pass(entry.Stored!);
            }

            models.ReadUpTo(last);
            if (models.Models.Any(model => model.Pending.Rows.Length >= CopyBytes)) await HandOverAsync(applied, ct);
            step.Committed(batch.Count, last);
            progress(last);
        }

        await HandOverAsync(applied, ct);
        applied.Complete();
    }

    private ValueTask HandOverAsync(ChannelWriter<List<(IReadModel, PendingRows)>> applied, CancellationToken ct) =>
        applied.WriteAsync([.. models.Models.Select(model => (model, model.HandOver()))], ct);

    private async Task WriteAsync(ChannelReader<List<(IReadModel, PendingRows)>> applied, CancellationToken ct)
    {
        await foreach (var batch in applied.ReadAllAsync(ct))
        {
            foreach (var (model, pending) in batch)
            {
                await _writer.CopyAsync(model, pending, ", freeze true", ct);
                await _closings.KeepAsync(model.Name, pending.Closed, ct);
                model.TakeBack(pending);
            }
        }
    }

    // The stored bytes are kept only of what was not read.
    private readonly record struct ReadEntry(StoredEntry? Stored, Recorded? Recorded)
    {
        public long Position => Recorded?.Position ?? Stored!.Position;
    }
}
