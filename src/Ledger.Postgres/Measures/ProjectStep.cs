using System.Diagnostics;

namespace Ledger.Postgres.Measures;

/// <summary>One look of the read models at the log. It counts, and has a span, only if it finds something: most looks are in vain.</summary>
/// <param name="target">Which tables are fed: <c>live</c>, those that are read, or <c>rebuild</c>.</param>
internal sealed class ProjectStep(string target) : IDisposable
{
    private readonly KeyValuePair<string, object?> _target = new("ledger.project.target", target);
    private readonly long _began = Stopwatch.GetTimestamp();
    private Activity? _span;
    private bool _committed;

    /// <summary>Something was found. The span began when the look did.</summary>
    public void Begin()
    {
        if (!LedgerMeter.Spans.HasListeners()) return;
        _span = LedgerMeter.Spans.StartActivity(
            "ledger project", ActivityKind.Internal, parentContext: default, [_target], links: null, TimeProvider.System.GetUtcNow() - Stopwatch.GetElapsedTime(_began));
    }

    /// <summary>What was found has been committed.</summary>
    /// <param name="entries">Entries taken in.</param>
    /// <param name="position">The last one's position.</param>
    public void Committed(int entries, long position)
    {
        ProjectMeasures.Committed(Stopwatch.GetElapsedTime(_began), entries, _target);
        _span?.SetTag("ledger.entries", entries).SetTag("ledger.position", position);
        _committed = true;
    }

    /// <summary>Ends the span; as an error unless it was committed.</summary>
    public void Dispose()
    {
        if (!_committed) _span?.SetStatus(ActivityStatusCode.Error);
        _span?.Dispose();
    }
}
