using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.CompilerServices;
using Ledger.Postgres.Embedded;

namespace Ledger.Postgres.Tests.Embedded;

/// <summary>A ledger in a process of its own, so that it can be killed: this very assembly, started as a program.</summary>
internal sealed class TestHost : IDisposable
{
    private const string DataVariable = "LEDGER_TEST_HOST_DATA";
    private const string BinariesVariable = "LEDGER_TEST_HOST_BINARIES";

    private readonly Process process;

    private TestHost(Process process) => this.process = process;

    public int Pid => process.Id;

    /// <summary>Runs before the test SDK's empty Main. It must not await code of this module, which waits for its end.</summary>
    [ModuleInitializer]
    [SuppressMessage("Usage", "CA2255", Justification = "This assembly is also the program that the tests kill.")]
    internal static void RunAsHost()
    {
        if (Environment.GetEnvironmentVariable(DataVariable) is not { } data)
            return;
        try
        {
            var started = EmbeddedPostgres.StartAsync(
                new EmbeddedPostgresOptions
                {
                    DataFolder = data,
                    BinariesFolder = Environment.GetEnvironmentVariable(BinariesVariable),
                },
                CancellationToken.None).GetAwaiter().GetResult();
            Console.WriteLine("ready " + started.ConnectionString);
            Console.In.ReadToEnd();
            started.StopAsync().GetAwaiter().GetResult();
            Console.WriteLine("stopped");
        }
        catch (EmbeddedPostgresException e)
        {
            Console.WriteLine("refused " + e.Message);
        }
        Environment.Exit(0);
    }

    /// <summary>Starts the host without waiting for what it says.</summary>
    public static TestHost Begin(string data, string? binaries, string? account = null, string? assembly = null)
    {
        string[] command = ["dotnet", assembly ?? typeof(TestHost).Assembly.Location];
        if (account is not null)
            command = ["runuser", "-u", account, "--", .. command];
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            WorkingDirectory = "/",
        };
        start.Environment[DataVariable] = data;
        start.Environment[BinariesVariable] = binaries;
        return new TestHost(Process.Start(start)!);
    }

    /// <summary>Its next line: "ready …", "refused …" or "stopped".</summary>
    public async Task<string> SaysAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        return await process.StandardOutput.ReadLineAsync(patience.Token) ?? "";
    }

    public void AskToStop() => process.StandardInput.Close();

    /// <summary>kill -9, of this process alone: PostgreSQL lives on.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    public void Dispose()
    {
        if (!process.HasExited)
            process.Kill(entireProcessTree: true);
        process.Dispose();
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"process {Pid}");
}
