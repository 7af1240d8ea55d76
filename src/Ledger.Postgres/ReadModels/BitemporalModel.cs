using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Ledger.Domain.Entries;
using Ledger.Domain.Time;

namespace Ledger.Postgres.ReadModels;

/// <summary>A read model whose rows are the stretches of a timeline, each with the positions between which it is believed.</summary>
/// <remarks>
/// On the basis of what is confirmed a model has rows of its own and no things: it shows those of the reported one, whose
/// first entry always comes no later.
/// </remarks>
/// <typeparam name="TState">The domain's state, whose fold defines the rows.</typeparam>
internal abstract class BitemporalModel<TState>(EarlierEntries earlier, string things, Basis basis = Basis.Reported) : IReadModel
    where TState : class, IAggregate<TState>
{
    private static readonly JsonWriterOptions Unchecked = new() { Encoder = LedgerJson.Options.Encoder, SkipValidation = true };

    private readonly Dictionary<(DateOnly Day, string Code), int> _counts = [];
    private readonly ConcurrentQueue<PendingRows> _spare = new();
    private JsonTypeInfo? _info;

    public string Name { get; } = ModelTables.Of(things, basis);

    public string Things => things;

    public abstract string CodeVersion { get; }

    public abstract IReadOnlyList<ModelColumn> Columns { get; }

    public string StreamType => TState.StreamType;

    public ModelState State { get; private set; } = new(0, new RowDigest());

    public long WrittenTo { get; private set; }

    public PendingRows Pending { get; private set; } = new();

    private StreamTimelines<TState> Timelines => field ??= new(earlier, basis, PlanOf);

    /// <summary>Whether the thing is there to be listed, and what is stored of its state.</summary>
    protected abstract (bool Live, object State) Shown(TState state);

    /// <summary>The plan that the thing belongs to.</summary>
    protected abstract string PlanOf(TState state, string id);

    /// <summary>Writes the values of the model's own columns, in their order.</summary>
    protected abstract void Filter(TState state, string id, CopyBuffer row);

    /// <summary>The value by which the thing is counted, empty where it has none; <see langword="null"/> where it is not there to be listed.</summary>
    protected abstract string? CountedAs(TState state);

    /// <summary>What is wrong where a state has no row.</summary>
    protected static InvalidOperationException HasNoRow(TState state) => new($"A {TState.StreamType} that is {state.GetType().Name} has no row.");

    public async ValueTask ApplyAsync(Recorded entry, CancellationToken ct)
    {
        var (plan, change) = await Timelines.RecordAsync(entry, ct);
        Take(entry, plan, change);
    }

    public void Stop(long position, string error) => State = State with { Position = position - 1, StoppedAt = position, Error = error };

    public void ReadUpTo(long position) => State = State with { Position = position };

    public void Written()
    {
        Pending.Clear();
        WrittenTo = State.Position;
    }

    public PendingRows HandOver()
    {
        var pending = Pending;
        Pending = _spare.TryDequeue(out var spare) ? spare : new PendingRows();
        WrittenTo = State.Position;
        return pending;
    }

    public void TakeBack(PendingRows pending)
    {
        pending.Clear();
        _spare.Enqueue(pending);
    }

    public void Resume(ModelState state)
    {
        Pending.Clear();
        Timelines.Clear();
        State = state;
        WrittenTo = state.Position;
    }

    // The plan under which a thing is listed is that of its stream's first entry, on either basis: a correction moves it nowhere.
    private string PlanOf(Recorded first) =>
        PlanOf(TState.Evolve(TState.Initial, new Fact(first.Event.Effective.On, first.Position, first, first.Event)), StreamName.IdOf(first.Stream));

    private void Take(Recorded entry, string plan, TimelineChange<TState> change)
    {
        State = State with { Position = entry.Position };
        if (change.Closed.Count + change.Opened.Count == 0) return;
        var id = StreamName.IdOf(entry.Stream);
        foreach (var segment in change.Ended)
        {
            Pending.Close(new Closing(id, segment.From, entry.Position));
            State.Digest.Close(id, segment.From, entry.Position);
        }

        if (entry.Version == 1 && basis == Basis.Reported) Begin(id, plan, entry.Position);
        foreach (var segment in change.Begun) Open(id, entry, segment);
        Count(plan, entry.Position, change);
    }

    private void Begin(string id, string plan, long position)
    {
        Pending.Things.Row(3);
        Pending.Things.Add(id);
        Pending.Things.Add(plan);
        Pending.Things.Add(position);
    }

    private void Open(string id, Recorded entry, Segment<TState> segment)
    {
        var (live, state) = Shown(segment.State);
        var (rows, made) = (Pending.Rows, segment.MadeBy);
        var row = new ModelRow(id, segment.From, entry.Position, made.Position, made.Version, made.RecordedAt, live);
        var start = row.Begin(rows, Columns.Count);
        var begun = rows.Begin();
        using (var json = new Utf8JsonWriter(rows, Unchecked)) JsonSerializer.Serialize(json, state, InfoOf(state));
        rows.End(begun);
        State.Digest.Open(rows.From(start));
        Filter(segment.State, id, rows);
        Pending.Opened(row, start);
    }

    // What is stored of a model's states is of one type, which need not be looked for each time.
    private JsonTypeInfo InfoOf(object state) => _info?.Type == state.GetType() ? _info : _info = LedgerJson.Options.GetTypeInfo(state.GetType());

    // All that moves at a position comes from its entry, so what cancels does so here.
    private void Count(string plan, long position, TimelineChange<TState> change)
    {
        if (IsExtension(change) && CountedAs(change.Closed[0].State) == CountedAs(change.Opened[1].State)) return;
        _counts.Clear();
        foreach (var segment in change.Closed) Count(segment, -1);
        foreach (var segment in change.Opened) Count(segment, 1);
        foreach (var ((day, code), sum) in _counts)
        {
            if (sum == 0) continue;
            Pending.Moves.Row(6);
            Pending.Moves.Add(Name);
            Pending.Moves.Add(plan);
            Pending.Moves.Add(position);
            Pending.Moves.Add(day);
            Pending.Moves.Add(code);
            Pending.Moves.Add(sum);
        }
    }

    // Nearly all entries of a long history are reports that only divide its last stretch.
    private static bool IsExtension(TimelineChange<TState> change) => change is { Closed: [var last], Opened: [var ended, var added] }
        && ReferenceEquals(last.State, ended.State) && last.From == ended.From && ended.Until == added.From && last.Until == added.Until;

    private void Count(Segment<TState> segment, int change)
    {
        if (CountedAs(segment.State) is not { } code) return;
        _counts[(segment.From, code)] = _counts.GetValueOrDefault((segment.From, code)) + change;
        if (segment.Until is { } until) _counts[(until, code)] = _counts.GetValueOrDefault((until, code)) - change;
    }
}
