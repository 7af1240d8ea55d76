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

    /// <summary>Settings that raise the limits of requests a minute, as an operator would who expects many from one address.</summary>
    public static IReadOnlyDictionary<string, string> NoLimits { get; } = new Dictionary<string, string> { ["Identity__Limits__RequestsPerMinute"] = "100000000" };

    /// <summary>Starts it and waits until it says that it is ready.</summary>
    /// <param name="folder">Its data folder.</param>
    /// <param name="settings">Environment variables besides.</param>
    public static async Task<ServerProcess> StartAsync(string folder, IReadOnlyDictionary<string, string>? settings = null)
    {
        var address = $"http://127.0.0.1:{FreePort()}";
        var process = Run(folder, settings, "--urls", address);
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
    public Task<string> IssueKeyAsync() => IssueKeyOfAsync("admin");

    /// <summary>Issues a key of an account that is made for it.</summary>
    /// <param name="grant">What the account may do, such as <c>recorder@县</c>.</param>
    public async Task<string> IssueKeyAsync(string grant)
    {
        await CommandAsync("users", "add", "bench", "--grant", grant, "--json");
        return await IssueKeyOfAsync("bench");
    }

    /// <summary>Reads its measures once, as a monitor would.</summary>
    public async Task ScrapeAsync()
    {
        using var client = new HttpClient();
        await client.GetStringAsync(new Uri($"{Address}/metrics"));
    }

    /// <summary>The memory that it holds now, in units of 1,048,576 bytes.</summary>
    public double Megabytes()
    {
        _process.Refresh();
        return _process.WorkingSet64 / 1048576.0;
    }

    /// <summary>Processor time that it has used.</summary>
    public TimeSpan ProcessorTime()
    {
        _process.Refresh();
        return _process.TotalProcessorTime;
    }

    /// <summary>Processor time that the PostgreSQL of its folder has used, its connections that are still open and those that are closed.</summary>
    public TimeSpan BackendsTime()
    {
        var postmaster = int.Parse(File.ReadLines(Directory.EnumerateFiles(_folder, "postmaster.pid", SearchOption.AllDirectories).Single()).First(), CultureInfo.InvariantCulture);
        // Fields 14 to 17 of proc_pid_stat(5): of the process, and of its children that have ended; in hundredths of a second. 4 is the parent.
        var ticks = 0L;
        foreach (var folder in Directory.EnumerateDirectories("/proc").Where(folder => int.TryParse(Path.GetFileName(folder), out _)))
        {
            try
            {
                var text = File.ReadAllText(Path.Combine(folder, "stat"));
                var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
                var own = Path.GetFileName(folder) == postmaster.ToString(CultureInfo.InvariantCulture);
                if (own || fields[1] == postmaster.ToString(CultureInfo.InvariantCulture))
                    ticks += fields[11..(own ? 15 : 13)].Sum(field => long.Parse(field, CultureInfo.InvariantCulture));
            }
            catch (IOException)
            {
                // A process that ended meanwhile.
            }
        }

        return TimeSpan.FromMilliseconds(ticks * 10);
    }

    private async Task<string> IssueKeyOfAsync(string owner)
    {
        using var key = JsonDocument.Parse(await CommandAsync("keys", "issue", "--owner", owner, "--name", "bench", "--json"));
        return key.RootElement.GetProperty("key").GetString()!;
    }

    private async Task<string> CommandAsync(params string[] arguments)
    {
        using var command = Run(_folder, null, arguments);
        var errors = command.StandardError.ReadToEndAsync();
        var output = await command.StandardOutput.ReadToEndAsync();
        await command.WaitForExitAsync();
        return command.ExitCode == 0 ? output : throw new InvalidOperationException($"ledger {string.Join(' ', arguments)}: {await errors}");
    }

    /// <summary>Does something, and looks five times a second how much memory the server holds meanwhile.</summary>
    /// <returns>What came of it, and the most memory in units of 1,048,576 bytes.</returns>
    public async Task<(T Result, double Megabytes)> PeakOfAsync<T>(Func<Task<T>> work)
    {
        var working = work();
        var peak = Megabytes();
        while (!working.IsCompleted)
        {
            await Task.WhenAny(working, Task.Delay(200));
            peak = Math.Max(peak, Megabytes());
        }

        return (await working, peak);
    }

    public async ValueTask DisposeAsync()
    {
        using (Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)])) await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static Process Run(string folder, IReadOnlyDictionary<string, string>? settings, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Program, .. arguments, "--data", folder]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in settings ?? new Dictionary<string, string>()) start.Environment[name] = value;
        return Process.Start(start)!;
    }

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
