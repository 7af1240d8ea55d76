using Ledger.Domain.Time;
using Ledger.Postgres.EventStore;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Ledger.Postgres.ReadModels;

/// <summary>How far a rebuild is.</summary>
/// <param name="Position">Position taken in.</param>
/// <param name="Head">Position to reach.</param>
public sealed record RebuildProgress(long Position, long Head);

/// <summary>What a rebuild did.</summary>
/// <param name="Position">Position at which the new rows were compared with the old ones.</param>
/// <param name="Differing">Models whose new rows differ from the old ones though the same code made both; empty if all is well.</param>
/// <param name="Models">Where the models stand now.</param>
public sealed record RebuildReport(long Position, IReadOnlyList<string> Differing, IReadOnlyList<ReadModelStatus> Models);

/// <summary>The read models as a whole: made, rebuilt, waited for.</summary>
/// <param name="database">The database.</param>
/// <param name="store">The log.</param>
/// <param name="logger">Where it says what it does.</param>
public sealed class ReadModelCatalog(LedgerDatabase database, EventStore.EventStore store, ILogger<ReadModelCatalog> logger)
{
    /// <summary>The name of the read model about some things (plans, projects, indicators, findings) on a basis.</summary>
    public static string NameOf(string things, Basis basis) =>
        things is ProjectModel.TableName or IndicatorModel.TableName ? ModelTables.Of(things, basis) : things;

    /// <summary>Makes the tables where they are missing, and rebuilds them where another version of the code made them.</summary>
    /// <remarks>Of several servers that start at once one rebuilds, and the others wait until it has.</remarks>
    public async Task PrepareAsync(CancellationToken ct = default)
    {
        for (; !await IsUpToDateAsync(ct); await Task.Delay(TimeSpan.FromMilliseconds(500), ct))
        {
            try
            {
                logger.LogInformation("The read models were made by another version of the program and are rebuilt.");
                await RebuildAsync(null, ct);
                return;
            }
            catch (RebuildUnderWayException)
            {
                // looked at again
            }
        }
    }

    private async Task<bool> IsUpToDateAsync(CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        if (!await ReadModelSchema.ExistsAsync(connection, ReadModelSchema.Live, ct))
        {
            await ReadModelSchema.CreateAsync(connection, database.HasAppRole, ct);
            return true;
        }

        var code = new ReadModelSet(store, ReadModelSchema.Live, logger).Models.ToDictionary(model => model.Name, model => model.CodeVersion);
        var stored = await ReadModelStatus.ReadAsync(connection, ReadModelSchema.Live, ct);
        return stored.All(status => code.GetValueOrDefault(status.Name) == status.CodeVersion)
            // An earlier version of the program may have made the tables and then never run.
            && await ReadModelSchema.ExistsAsync(connection, ReadModelSchema.Live, ct, Moves.Table);
    }

    /// <summary>Where the models stand.</summary>
    public async Task<IReadOnlyList<ReadModelStatus>> StatusAsync(CancellationToken ct = default)
    {
        await using var connection = await database.App.OpenConnectionAsync(ct);
        return await ReadModelStatus.ReadAsync(connection, ReadModelSchema.Live, ct);
    }

    /// <summary>Waits until an entry is visible in every model that is not stopped.</summary>
    /// <param name="position">Position of the entry.</param>
    /// <param name="atMost">How long to wait.</param>
    /// <param name="ct">Cancels the wait.</param>
    /// <returns>Whether it became visible in time.</returns>
    public Task<bool> WaitForAsync(long position, TimeSpan atMost, CancellationToken ct = default) => database.Reached.WaitAsync(position, atMost, ct);

    /// <summary>Feeds the models up to the end of the log, for a command that runs without a server.</summary>
    /// <remarks>If a server feeds them already, this waits for it.</remarks>
    public async Task CatchUpAsync(CancellationToken ct = default)
    {
        await using var connection = await database.App.OpenConnectionAsync(ct);
        var key = ReadModelSchema.LockOf(ReadModelSchema.Live);
        if (await AdvisoryLock.TryTakeAsync(connection, key, ct))
        {
            try
            {
                var models = new ReadModelSet(store, ReadModelSchema.Live, logger);
                await models.LoadAsync(connection, ct);
                while (await models.AdvanceAsync(connection, long.MaxValue, ct) > 0)
                {
                }
            }
            finally
            {
                await AdvisoryLock.ReleaseAsync(connection, key);
            }
        }
        else if (!await WaitForAsync((await store.HeadAsync(ct)).Position, TimeSpan.FromMinutes(5), ct))
        {
            throw new TimeoutException("The server that feeds the read models did not catch up within 5 minutes. See 'ledger doctor'.");
        }
    }

    /// <summary>Makes all rows anew beside the live ones and swaps them in when they have caught up.</summary>
    /// <param name="progress">Told of every batch.</param>
    /// <param name="ct">Cancels; the live models stay as they are.</param>
    /// <exception cref="InvalidOperationException">Another rebuild is under way, or a model stopped.</exception>
    public async Task<RebuildReport> RebuildAsync(IProgress<RebuildProgress>? progress, CancellationToken ct = default)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        var key = ReadModelSchema.LockOf(ReadModelSchema.Next);
        if (!await AdvisoryLock.TryTakeAsync(connection, key, ct))
            throw new RebuildUnderWayException();
        try
        {
            var live = await ReadModelStatus.ReadAsync(connection, ReadModelSchema.Live, ct);
            var compareAt = live.Where(status => status.StoppedAt is null).Select(status => status.Position).DefaultIfEmpty(0).Min();
            var models = new ReadModelSet(store, ReadModelSchema.Next, logger);
            var differing = await LoadAsync(models, connection, live, compareAt, progress, ct);
            // What was recorded meanwhile.
            while (await models.AdvanceAsync(connection, long.MaxValue, ct) > 0) progress?.Report(new RebuildProgress(models.Position, models.Position));
            RequireUnstopped(models);
            await ReadModelSchema.SwapAsync(connection, ct);
            return new RebuildReport(compareAt, differing, await ReadModelStatus.ReadAsync(connection, ReadModelSchema.Live, ct));
        }
        finally
        {
            await AdvisoryLock.ReleaseAsync(connection, key);
        }
    }

    /// <summary>Computes every model's digest from its tables and holds it against the published one.</summary>
    /// <returns>Names of models whose tables differ from what was published.</returns>
    public async Task<IReadOnlyList<string>> VerifyTablesAsync(CancellationToken ct = default)
    {
        await using var connection = await database.App.OpenConnectionAsync(ct);
        await using var snapshot = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, ct);
        var published = (await ReadModelStatus.ReadAsync(connection, ReadModelSchema.Live, ct)).ToDictionary(status => status.Name);
        var wrong = new List<string>();
        foreach (var model in new ReadModelSet(store, ReadModelSchema.Live, logger).Models)
        {
            var actual = await ModelTables.DigestAsync(connection, ReadModelSchema.Live, model.Name, ct);
            if (published.TryGetValue(model.Name, out var status)
                && (!status.Digest.AsSpan().SequenceEqual(actual) || !await Moves.FitAsync(connection, ReadModelSchema.Live, model, ct))) wrong.Add(model.Name);
        }

        return wrong;
    }

    private async Task<List<string>> LoadAsync(
        ReadModelSet models, NpgsqlConnection connection, IReadOnlyList<ReadModelStatus> live, long compareAt, IProgress<RebuildProgress>? progress, CancellationToken ct)
    {
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await ReadModelSchema.CreateTablesAsync(connection, ReadModelSchema.Next, database.HasAppRole, ct);
        var head = (await store.HeadAsync(ct)).Position;
        var load = new ReadModelLoad(store, models, connection);
        await load.AdvanceAsync(compareAt, Report, ct);
        var differing = Differing(live, models, compareAt);
        RequireUnstopped(models);
        await load.AdvanceAsync(head, Report, ct);
        RequireUnstopped(models);
        await load.FinishAsync(ct);
        await transaction.CommitAsync(ct);
        return differing;

        void Report(long position) => progress?.Report(new RebuildProgress(position, Math.Max(head, position)));
    }

    private static void RequireUnstopped(ReadModelSet models)
    {
        if (models.Models.FirstOrDefault(model => model.State.StoppedAt is not null) is { } stopped)
            throw new InvalidOperationException(
                $"The rebuild stopped: {stopped.Name} can't apply the entry at {stopped.State.StoppedAt} ({stopped.State.Error}). The live read models were left as they are.");
    }

    private static List<string> Differing(IReadOnlyList<ReadModelStatus> live, ReadModelSet models, long position) =>
    [
        .. from status in live
           join model in models.Models on status.Name equals model.Name
           where status.Position == position && status.CodeVersion == model.CodeVersion && model.State.Position == position
               && !status.Digest.AsSpan().SequenceEqual(model.State.Digest.Value)
           select status.Name,
    ];
}
