using System.Runtime.InteropServices;

namespace Ledger.Server.Hosting;

/// <summary>Memory that was needed, for a start or for answers, and is needed no more.</summary>
internal static class SpareMemory
{
    // Longer than the runtime takes to compile once more what the start ran often.
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(20);

    // Bytes allocated in that time by a server that nobody asks anything, and more.
    private const long Idle = 4 * 1024 * 1024;

    /// <summary>Gives it back to the system, until told to stop: otherwise a server that nobody asks anything holds it for days.</summary>
    /// <remarks>
    /// Two keep it. The managed heap, which is collected now, and whenever the server has come to rest: nobody waits for it then. And, on
    /// Linux, the C library, which keeps for later what the runtime's compiler took from it, 7 to 12 MB after a start. That compiles whenever something
    /// runs for the first time, so this is done again and again; it takes a millisecond. Where the C library is another one (musl) it has no
    /// such function and keeps less.
    /// </remarks>
    public static async Task ReleaseAsync(CancellationToken stop)
    {
        var (last, collected) = (0L, 0L);
        while (!stop.IsCancellationRequested)
        {
            var allocated = GC.GetTotalAllocatedBytes();
            if (last == 0 || (allocated - last < Idle && allocated - collected > 4 * Idle))
            {
                GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
                collected = allocated;
            }

            last = allocated;
            ReleaseNative();
            await Task.Delay(Every, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static void ReleaseNative()
    {
        if (!OperatingSystem.IsLinux()) return;
        try
        {
            _ = Trim(0);
        }
        catch (Exception e) when (e is EntryPointNotFoundException or DllNotFoundException)
        {
            // Not glibc.
        }
    }

    [DllImport("libc", EntryPoint = "malloc_trim", ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Trim(nuint leave);
}
