using System.Runtime.InteropServices;

namespace Ledger.Server.Hosting;

/// <summary>Ctrl-C, SIGTERM and the closing of the terminal: the first asks the program to end well, the second ends it at once.</summary>
/// <remarks>
/// Ended at once, an embedded PostgreSQL stays behind; it holds everything that was acknowledged, and the next start takes it over.
/// </remarks>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly List<PosixSignalRegistration> _registrations = [];
    private int _times;

    public Interruption()
    {
        foreach (var signal in new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGQUIT })
            _registrations.Add(PosixSignalRegistration.Create(signal, Handle));
        // Under nohup, which redirects the output, the closing of the terminal is to be outlived.
        if (!Console.IsOutputRedirected) _registrations.Add(PosixSignalRegistration.Create(PosixSignal.SIGHUP, Handle));
    }

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Token => _source.Token;

    public void Dispose()
    {
        foreach (var registration in _registrations) registration.Dispose();
        _source.Dispose();
    }

    private void Handle(PosixSignalContext context)
    {
        context.Cancel = true;
        if (Interlocked.Increment(ref _times) > 1) Environment.Exit(ExitCode.Interrupted);
        // Not on the signal's own thread: what is cancelled may run long, and the second signal must get through.
        ThreadPool.QueueUserWorkItem(static source => ((CancellationTokenSource)source!).Cancel(), _source);
    }
}
