using System.ComponentModel;
using System.Diagnostics;

namespace Ledger.Postgres.Embedded;

/// <summary>What has become of the process that a postmaster.pid names.</summary>
internal enum PostmasterProcess
{
    /// <summary>There is no such process.</summary>
    Gone,

    /// <summary>It has ended, and its parent hasn't noticed. PostgreSQL would take it for alive and refuse to start.</summary>
    Zombie,

    /// <summary>The number belongs to another program now, as it may after a restart of the machine or container.</summary>
    Foreign,

    /// <summary>It is the postmaster of our data directory.</summary>
    Ours,
}

internal static class PostmasterProcesses
{
    public static PostmasterProcess Look(PostmasterFile file, DataFolder folder)
    {
        try
        {
            using var process = Process.GetProcessById(file.Pid);
            if (process.ProcessName != "postgres")
                return PostmasterProcess.Foreign;
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or Win32Exception)
        {
            return PostmasterProcess.Gone;
        }
        return OperatingSystem.IsLinux() ? LookInProc(file, folder) : PostmasterProcess.Ours;
    }

    private static PostmasterProcess LookInProc(PostmasterFile file, DataFolder folder)
    {
        try
        {
            // "123 (postgres) Z …"; the name is in brackets because it may hold blanks.
            var stat = File.ReadAllText($"/proc/{file.Pid}/stat");
            if (stat[(stat.LastIndexOf(')') + 2)..].StartsWith('Z'))
                return PostmasterProcess.Zombie;
            return IsAtHome(file, folder) ? PostmasterProcess.Ours : PostmasterProcess.Foreign;
        }
        catch (IOException)
        {
            return PostmasterProcess.Gone;
        }
    }

    // A postmaster works in its data directory. That tells another ledger's postmaster, whose pid may be the one that ours
    // had, and it tells the original of a copied data folder, whose file names a process that lives and isn't ours.
    private static bool IsAtHome(PostmasterFile file, DataFolder folder)
    {
        try
        {
            using var inside = File.OpenHandle(Path.Combine(folder.Database, "PG_VERSION"));
            var home = new FileInfo($"/proc/self/fd/{inside.DangerousGetHandle()}").LinkTarget;
            return Path.GetDirectoryName(home) == new FileInfo($"/proc/{file.Pid}/cwd").LinkTarget;
        }
        catch (UnauthorizedAccessException)
        {
            // Root without the right to trace (a container's) sees only how the process was started.
            return File.ReadAllText($"/proc/{file.Pid}/cmdline").Split('\0').Contains(file.Directory);
        }
    }
}
