namespace Ledger.Server.Web;

/// <summary>How far the start of the server is.</summary>
internal enum StartupPhase
{
    /// <summary>The database is being started and migrated.</summary>
    Starting,

    /// <summary>The shipped plans are being imported; answers are given already and grow.</summary>
    Importing,

    /// <summary>All is done.</summary>
    Ready,

    /// <summary>The start failed; the reason says how.</summary>
    Failed,
}

/// <summary>How far the start is, told by the serve command and shown by <c>/health/ready</c>.</summary>
internal sealed class StartupState
{
    private sealed record Now(StartupPhase Phase, string? Reason);

    private Now _now = new(StartupPhase.Starting, null);

    /// <summary>The phase.</summary>
    public StartupPhase Phase => Volatile.Read(ref _now).Phase;

    /// <summary>What is going on or went wrong, in one sentence; null if there is nothing to say.</summary>
    public string? Reason => Volatile.Read(ref _now).Reason;

    /// <summary>Enters a phase.</summary>
    public void Enter(StartupPhase phase, string? reason = null) => Volatile.Write(ref _now, new Now(phase, reason));
}
