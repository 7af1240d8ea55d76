using System.Diagnostics;
using Ledger.Postgres.EventStore;

namespace Ledger.Postgres.Measures;

/// <summary>One call of <see cref="EventStore.EventStore.AppendAsync"/>: its duration, how it ended, and its span.</summary>
/// <remarks>Where nobody listens, beginning and ending are a look at two fields each.</remarks>
internal readonly struct AppendCall
{
    private readonly Activity? _span;
    private readonly long _began;

    private AppendCall(Activity? span, long began) => (_span, _began) = (span, began);

    /// <summary>The span's name to others; default where it is not traced.</summary>
    public ActivityContext Span => _span is { Recorded: true } span ? span.Context : default;

    public static AppendCall Begin() =>
        new(LedgerMeter.Spans.StartActivity("ledger append"), AppendMeasures.AreTimed ? Stopwatch.GetTimestamp() : 0);

    public AppendResult End(AppendResult result)
    {
        var (outcome, entries) = result switch
        {
            AppendResult.Appended appended => ("appended", appended.Entries),
            AppendResult.Repeated repeated => ("repeated", repeated.Entries),
            AppendResult.VersionConflict => ("conflict", []),
            AppendResult.KeyReused => ("key-reused", []),
            _ => throw new UnreachableException(),
        };
        if (entries.Count > 0) _span?.SetTag("ledger.entries", entries.Count).SetTag("ledger.position", entries[^1].Position);
        End(outcome);
        return result;
    }

    public void Fail(Exception e)
    {
        var outcome = e switch
        {
            OperationCanceledException => "cancelled",
            LedgerBusyException => "busy",
            LedgerUnavailableException { OutcomeUnknown: true } => "unknown",
            LedgerUnavailableException => "unavailable",
            ArgumentException => "invalid",
            _ => "failed",
        };
        if (e is not OperationCanceledException) _span?.SetStatus(ActivityStatusCode.Error).SetTag("error.type", outcome);
        End(outcome);
    }

    private void End(string outcome)
    {
        if (_began != 0) AppendMeasures.Answered(Stopwatch.GetElapsedTime(_began), outcome);
        _span?.SetTag(LedgerMeter.Outcome, outcome);
        _span?.Dispose();
    }
}
