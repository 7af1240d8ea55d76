using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace Ledger.Benchmarks;

/// <summary>The built server as a process of its own.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "Ledger.Server.dll");
    private readonly Process _process;
    private readonly string _folder;

    private ServerProcess(Process process, string folder, string address) => (_process, _folder, Address) = (process, folder, address);

    /// <summary>Where it listens.</summary>
    public string Address { get; }

    /// <summary>Starts it and waits until it says that it is ready.</summary>
    public static async Task<ServerProcess> StartAsync(string folder)
    {
        var address = $"http://127.0.0.1:{FreePort()}";
        var process = Run(folder, "--urls", address);
        _ = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        var clock = Stopwatch.StartNew();
        using var client = new HttpClient();
        while (!await IsReadyAsync(client, address))
        {
            if (process.HasExited) throw new InvalidOperationException($"The server ended: {await errors}");
            if (clock.Elapsed > TimeSpan.FromMinutes(5)) throw new TimeoutException("The server is not ready after five minutes.");
            await Task.Delay(5);
        }

        return new ServerProcess(process, folder, address);
    }

    /// <summary>Issues a key of the first administrator's.</summary>
    public async Task<string> IssueKeyAsync()
    {
        using var command = Run(_folder, "keys", "issue", "--owner", "admin", "--name", "bench", "--json");
        var output = await command.StandardOutput.ReadToEndAsync();
        var errors = await command.StandardError.ReadToEndAsync();
        await command.WaitForExitAsync();
        if (command.ExitCode != 0) throw new InvalidOperationException($"No key: {errors}");
        using var key = JsonDocument.Parse(output);
        return key.RootElement.GetProperty("key").GetString()!;
    }

    /// <summary>The memory that it holds now, in bytes.</summary>
    public long WorkingSet()
    {
        _process.Refresh();
        return _process.WorkingSet64;
    }

    /// <summary>The most memory that it holds until it is over, looked at five times a second.</summary>
    public async Task<long> PeakWorkingSetAsync(CancellationToken over)
    {
        var peak = WorkingSet();
        while (!over.IsCancellationRequested)
        {
            await Task.Delay(200, CancellationToken.None);
            peak = Math.Max(peak, WorkingSet());
        }

        return peak;
    }

    public async ValueTask DisposeAsync()
    {
        using (Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)])) await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static Process Run(string folder, params string[] arguments) => Process.Start(
        new ProcessStartInfo("dotnet", [Program, .. arguments, "--data", folder]) { RedirectStandardOutput = true, RedirectStandardError = true })!;

    private static async Task<bool> IsReadyAsync(HttpClient client, string address)
    {
        try
        {
            using var answer = await client.GetAsync($"{address}/health/ready");
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
