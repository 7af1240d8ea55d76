using System.Globalization;
using Spectre.Console;

namespace Ledger.Benchmarks;

/// <summary>How long a start takes with a ledger of a million entries.</summary>
internal sealed class StartLargeBenchmark : IBenchmark
{
    private const int Repetitions = 3;

    public string Name => "start-large";

    public string What =>
        $"1,000,000 entries in 20,000 streams, held by the read models. Starts the built server on that folder as a process of its own, {Repetitions} times, and asks /health/ready every 5 ms until it answers 200; a start before them, "
        + "not counted, imports the five plans. Beside it, in turn: PostgreSQL alone on the same folder, started by the product's own code in this process until it takes a connection.";

    public async Task RunAsync()
    {
        var ledger = await FilledLedger.OpenAsync(20_000, 50);
        await ledger.LeaveAsync();
        await using var scratch = ledger.Scratch;
        var first = await Timed.MillisecondsAsync(() => StartServerAsync(scratch.Folder));
        var (server, postgres) = (new Sample(), new Sample());
        for (var i = 0; i < Repetitions; i++)
        {
            server.Add(await ReadyAsync(scratch.Folder));
            postgres.Add(await PostgresAsync(scratch));
        }

        AnsiConsole.WriteLine(string.Create(CultureInfo.InvariantCulture, $"first, with imports and stop  {first:0} ms"));
        AnsiConsole.WriteLine($"start until ready             {server.Text("0", "ms")}");
        AnsiConsole.WriteLine($"PostgreSQL alone              {postgres.Text("0", "ms")}");
        AnsiConsole.WriteLine(string.Create(CultureInfo.InvariantCulture, $"start / PostgreSQL alone      {server.Median / postgres.Median:0.0}"));
    }

    private static async Task StartServerAsync(string folder) => await (await ServerProcess.StartAsync(folder)).DisposeAsync();

    private static async Task<double> ReadyAsync(string folder)
    {
        ServerProcess? server = null;
        var took = await Timed.MillisecondsAsync(async () => server = await ServerProcess.StartAsync(folder));
        await server!.DisposeAsync();
        return took;
    }

    private static async Task<double> PostgresAsync(Scratch scratch)
    {
        var took = await Timed.MillisecondsAsync(() => scratch.StartPostgresAsync());
        await scratch.StopPostgresAsync();
        return took;
    }
}
