using System.Text.Json;
using Ledger.Domain.Entries;
using Ledger.Domain.Time;
using Ledger.Postgres.EventStore;
using Npgsql;

namespace Ledger.Postgres.ReadModels;

/// <summary>A read model as the runner sees it: entries go in, rows come out.</summary>
internal interface IReadModel
{
    /// <summary>Its name, and the prefix of its tables.</summary>
    string Name { get; }

    /// <summary>Changes with every change of what the rows hold, so that the next start rebuilds them.</summary>
    string CodeVersion { get; }

    /// <summary>The kind of streams it reads.</summary>
    string StreamType { get; }

    /// <summary>Where it stands in memory: what was applied and perhaps not yet written.</summary>
    ModelState State { get; }

    /// <summary>Takes up where its tables stand, forgetting everything remembered.</summary>
    void Resume(ModelState state);

    /// <summary>Stops before an entry that it could not apply.</summary>
    void Stop(long position, string error);

    /// <summary>Takes in the next entry of the log, in memory.</summary>
    ValueTask ApplyAsync(StoredEntry entry, CancellationToken ct);

    /// <summary>Takes note that the log was read up to a position, whether or not its entries concerned this model.</summary>
    void ReadUpTo(long position);

    /// <summary>Writes what was taken in since the last write, rows and checkpoint together, in the caller's transaction.</summary>
    Task WriteAsync(NpgsqlConnection connection, string schema, CancellationToken ct);

    /// <summary>Takes note that what was written is committed.</summary>
    void Written();

    /// <summary>The digest of the rows that the tables hold, computed from the tables.</summary>
    Task<byte[]> DigestOfTablesAsync(NpgsqlConnection connection, string schema, CancellationToken ct);

    /// <summary>Whether the counts in the tables are those of the rows.</summary>
    Task<bool> CountsFitAsync(NpgsqlConnection connection, string schema, CancellationToken ct);
}

/// <summary>Where a read model stands.</summary>
/// <param name="Position">Last position taken in.</param>
/// <param name="Digest">Digest of its rows.</param>
/// <param name="StoppedAt">Position of the entry it could not apply, if it stopped.</param>
/// <param name="Error">Why it stopped.</param>
internal sealed record ModelState(long Position, RowDigest Digest, long? StoppedAt = null, string? Error = null);

/// <summary>A read model whose rows are the stretches of a timeline, each with the positions between which it is believed.</summary>
/// <remarks>
/// On the basis of what is confirmed a model has rows of its own and no things: it shows those of the reported one, whose
/// first entry always comes no later.
/// </remarks>
/// <typeparam name="TState">The domain's state, whose fold defines the rows.</typeparam>
internal abstract class BitemporalModel<TState>(EventStore.EventStore store, string things, Basis basis = Basis.Reported) : IReadModel
    where TState : class, IAggregate<TState>
{
    /// <summary>Streams whose last step is remembered. One that is not costs one read of its stream.</summary>
    private const int RememberedStreams = 65_536;

    private readonly Dictionary<string, (Tail<TState> Tail, string Plan)> _tails = new(StringComparer.Ordinal);
    private readonly PendingRows _pending = new();
    private long _written;

    public string Name { get; } = ModelTables.Of(things, basis);

    public abstract string CodeVersion { get; }

    public string StreamType => TState.StreamType;

    public ModelState State { get; private set; } = new(0, new RowDigest());

    /// <summary>The columns of the model's own.</summary>
    protected abstract IReadOnlyList<ModelColumn> Columns { get; }

    /// <summary>Whether the thing is there to be listed, what is stored of its state, the plan it belongs to, and its columns' values.</summary>
    protected abstract (bool Live, object State, string Plan, object?[] Filters) Describe(TState state, string id);

    /// <summary>Reads back what <see cref="Describe"/> gave as the state to store.</summary>
    protected abstract object ReadState(byte[] json);

    public async ValueTask ApplyAsync(StoredEntry entry, CancellationToken ct)
    {
        var recorded = entry.ToRecorded();
        var (tail, plan) = await TailAsync(recorded, ct);
        if (Tail<TState>.Extend(tail, recorded, basis) is { } extended)
        {
            Take(recorded, plan, extended.Change);
            _tails[recorded.Stream] = (extended.Next, plan);
        }
        else
        {
            var (timeline, _) = await LoadAsync(recorded, ct);
            Take(recorded, plan, timeline.Record(recorded));
            _tails[recorded.Stream] = (Tail<TState>.Of(timeline), plan);
        }
    }

    public void Stop(long position, string error) => State = State with { Position = position - 1, StoppedAt = position, Error = error };

    public void ReadUpTo(long position) => State = State with { Position = position };

    public async Task WriteAsync(NpgsqlConnection connection, string schema, CancellationToken ct)
    {
        await ModelTables.CheckpointAsync(connection, schema, Name, CodeVersion, _written, State, ct);
        await ModelTables.WriteAsync(connection, schema, Name, Columns, _pending, ct);
    }

    public void Written()
    {
        _pending.Clear();
        _written = State.Position;
        if (_tails.Count > RememberedStreams) _tails.Clear();
    }

    public void Resume(ModelState state)
    {
        _pending.Clear();
        _tails.Clear();
        State = state;
        _written = state.Position;
    }

    public async Task<byte[]> DigestOfTablesAsync(NpgsqlConnection connection, string schema, CancellationToken ct)
    {
        var digest = new RowDigest();
        await foreach (var row in ModelTables.ReadAsync(connection, schema, Name, ct))
        {
            // jsonb keeps values, not bytes: the state is read and written again as the domain writes it.
            var canonical = row with { State = Written(ReadState(row.State)), Filters = [] };
            digest.Add(canonical.OpenToken());
            if (row.KnownUntil != ModelRow.Forever) digest.Add(ModelRow.CloseToken(row.Id, row.EffectiveFrom, row.KnownUntil));
        }

        return digest.Value;
    }

    public Task<bool> CountsFitAsync(NpgsqlConnection connection, string schema, CancellationToken ct) =>
        Moves.FitAsync(connection, schema, Name, things, Columns.Single(column => column.Counted).Name, ct);

    private async ValueTask<(Tail<TState> Tail, string Plan)> TailAsync(Recorded entry, CancellationToken ct)
    {
        if (entry.Version == 1) return (Tail<TState>.Empty, PlanOf(entry));
        if (_tails.TryGetValue(entry.Stream, out var tail)) return tail;
        var (timeline, plan) = await LoadAsync(entry, ct);
        return (Tail<TState>.Of(timeline), plan);
    }

    private async Task<(Timeline<TState> Timeline, string Plan)> LoadAsync(Recorded entry, CancellationToken ct)
    {
        var timeline = new Timeline<TState>(basis);
        var earlier = (await store.ReadStreamAsync(entry.Stream, entry.Position - 1, ct)).Select(stored => stored.ToRecorded()).ToList();
        foreach (var recorded in earlier) timeline.Record(recorded);
        return (timeline, PlanOf(earlier[0]));
    }

    // The plan under which a thing is listed is that of its stream's first entry, on either basis: a correction moves it nowhere.
    private string PlanOf(Recorded first) =>
        Describe(TState.Evolve(TState.Initial, new Fact(first.Event.Effective.On, first.Position, first, first.Event)), StreamName.IdOf(first.Stream)).Plan;

    private void Take(Recorded entry, string plan, TimelineChange<TState> change)
    {
        var id = StreamName.IdOf(entry.Stream);
        foreach (var from in change.Closed)
        {
            _pending.Close(new Closing(id, plan, from, entry.Position));
            State.Digest.Add(ModelRow.CloseToken(id, from, entry.Position));
        }

        if (entry.Version == 1 && basis == Basis.Reported && change.Opened.Count > 0) _pending.Things.Add(new Thing(id, plan, entry.Position));
        foreach (var segment in change.Opened)
        {
            var row = RowOf(id, plan, entry, segment);
            _pending.Open(row);
            State.Digest.Add(row.OpenToken());
        }

        State = State with { Position = entry.Position };
    }

    private ModelRow RowOf(string id, string plan, Recorded entry, Segment<TState> segment)
    {
        var (live, state, _, filters) = Describe(segment.State, id);
        var made = segment.MadeBy.Entry;
        return new ModelRow(
            id, segment.From, segment.Until ?? DateOnly.MaxValue, entry.Position, made.Position, made.Version, made.RecordedAt, live,
            Written(state)) { Filters = filters, Plan = plan, Code = filters.Where((_, i) => Columns[i].Counted).Single() as string ?? "" };
    }

    private static byte[] Written(object state) => JsonSerializer.SerializeToUtf8Bytes(state, state.GetType(), LedgerJson.Options);
}
