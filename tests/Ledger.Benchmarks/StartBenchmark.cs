using System.Diagnostics;
using Spectre.Console;

namespace Ledger.Benchmarks;

/// <summary>How long a start takes until the server says that it is ready.</summary>
internal sealed class StartBenchmark : IBenchmark
{
    private const int Repetitions = 5;

    public string Name => "start";

    public string What =>
        "Starts the built server as a process of its own and asks /health/ready every 5 ms until it answers 200. First start: an empty "
        + "data folder, so it makes a cluster and imports the five plans. Later starts find them. Beside it, in turn: PostgreSQL alone "
        + "on the same folder, started by the product's own code in this process until it takes a connection.";

    public async Task RunAsync()
    {
        await using var scratch = new Scratch();
        var first = await StartServerAsync(scratch.Folder);
        var (server, postgres) = (new Sample(), new Sample());
        for (var i = 0; i < Repetitions; i++)
        {
            server.Add(await StartServerAsync(scratch.Folder));
            postgres.Add(await StartPostgresAsync(scratch));
        }

        AnsiConsole.WriteLine($"first start                    {first:0} ms");
        AnsiConsole.WriteLine($"later start                    {server.Text("0", "ms")}");
        AnsiConsole.WriteLine($"PostgreSQL alone               {postgres.Text("0", "ms")}");
        AnsiConsole.WriteLine($"later start / PostgreSQL alone {server.Median / postgres.Median:0.0}");
    }

    private static async Task<double> StartPostgresAsync(Scratch scratch)
    {
        var clock = Stopwatch.StartNew();
        var postgres = await scratch.StartPostgresAsync();
        var elapsed = clock.Elapsed.TotalMilliseconds;
        await postgres.DisposeAsync();
        return elapsed;
    }

    private static async Task<double> StartServerAsync(string folder)
    {
        var clock = Stopwatch.StartNew();
        var server = await ServerProcess.StartAsync(folder);
        var elapsed = clock.Elapsed.TotalMilliseconds;
        await server.DisposeAsync();
        return elapsed;
    }
}
