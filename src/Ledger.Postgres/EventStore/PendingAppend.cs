using System.Diagnostics;

namespace Ledger.Postgres.EventStore;

/// <summary>A request that waits for its turn and then for its answer.</summary>
internal sealed class PendingAppend
{
    private readonly TaskCompletionSource<AppendResult> _answer = new();
    private Action? _held;
    private bool _holds;
    private int _taken;

    public PendingAppend(AppendRequest request, int entries, long bytes, TimeProvider clock)
    {
        Request = request;
        Entries = entries;
        Bytes = bytes;

        // Made before anything is sent: after a lost connection they tell whether the entries arrived.
        Ids = new Guid[entries];
        var now = clock.GetUtcNow();
        for (var i = 0; i < entries; i++)
        {
            Ids[i] = Guid.CreateVersion7(now);
        }
    }

    public AppendRequest Request { get; }

    public int Entries { get; }

    public long Bytes { get; }

    public Guid[] Ids { get; }

    /// <summary>The span of the caller's append; default where it is not traced.</summary>
    public ActivityContext Span { get; init; }

    public Task<AppendResult> Answer => _answer.Task;

    /// <summary>
    /// Claims the request, either for sending or for cancelling: the first claim wins. So a cancelled append was never
    /// sent, and one that was sent answers with what became of it.
    /// </summary>
    public bool TryTake() => Interlocked.Exchange(ref _taken, 1) == 0;

    public void Cancel(CancellationToken ct)
    {
        if (TryTake())
        {
            Give(() => _answer.TrySetCanceled(ct));
        }
    }

    /// <summary>Lets the answer wait for <see cref="Release"/>. Called before there is one.</summary>
    public void Hold() => _holds = true;

    /// <summary>Gives the answer that was held, if there is one by now; its caller goes on on this thread.</summary>
    public void Release()
    {
        _holds = false;
        _held?.Invoke();
    }

    public void Resolve(AppendResult result) => Give(() => _answer.TrySetResult(result));

    public void Fail(Exception exception) => Give(() => _answer.TrySetException(exception));

    // The caller's code runs on where its answer is given: never on the writer's thread while that has others to answer.
    private void Give(Action give)
    {
        if (_holds)
        {
            _held ??= give;
        }
        else
        {
            ThreadPool.UnsafeQueueUserWorkItem(static give => give(), give, preferLocal: true);
        }
    }
}
