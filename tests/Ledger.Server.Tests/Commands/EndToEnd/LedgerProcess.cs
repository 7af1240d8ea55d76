using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Ledger.Server.Tests.Commands.EndToEnd;

/// <summary>The real program as a process of its own, which can be stopped and killed.</summary>
internal sealed partial class LedgerProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly HttpClient Client = new() { Timeout = TimeSpan.FromSeconds(10) };

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _said = new();
    private readonly TaskCompletionSource<Uri?> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private LedgerProcess(Process process)
    {
        _process = process;
        process.OutputDataReceived += Hear;
        process.ErrorDataReceived += Hear;
        process.Exited += (_, _) => _address.TrySetResult(null);
        process.EnableRaisingEvents = true;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        if (process.HasExited) _address.TrySetResult(null);
    }

    /// <summary>Everything it has said so far, on stdout and stderr.</summary>
    public string Said => string.Join('\n', _said);

    public int Pid => _process.Id;

    /// <summary>Starts a server on a free port, or another command.</summary>
    public static LedgerProcess Start(string data, params string[] args)
    {
        string[] command = args.Length > 0 ? args : ["serve", "--urls", "http://127.0.0.1:0"];
        return Start([.. command, "--data", data], []);
    }

    /// <summary>Starts a server on a free port with settings of the environment, such as a connection string.</summary>
    public static LedgerProcess StartWith(params (string Name, string Value)[] environment) => Start(["serve", "--urls", "http://127.0.0.1:0"], environment);

    /// <summary>Starts a server at an address, with settings of the environment.</summary>
    public static LedgerProcess StartAt(string data, string url, params (string Name, string Value)[] environment) => Start(["serve", "--urls", url, "--data", data], environment);

    /// <summary>Runs a command to its end.</summary>
    public static async Task<(int ExitCode, string Said)> RunAsync(string data, params string[] args)
    {
        using var process = Start(data, args);
        var exitCode = await process.EndAsync();
        return (exitCode, process.Said);
    }

    /// <summary>The address it says it is ready at.</summary>
    public async Task<Uri> ReadyAsync() =>
        await _address.Task.WaitAsync(Patience) ?? throw new InvalidOperationException("It ended instead of getting ready:\n" + Said);

    /// <summary>What it answers, or the status code where that is no success.</summary>
    public async Task<JsonElement> GetAsync(string path)
    {
        var answer = await Client.GetAsync(new Uri(await ReadyAsync(), path));
        answer.EnsureSuccessStatusCode();
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
    }

    public async Task<int> StatusAsync(string path) => (int)(await Client.GetAsync(new Uri(await ReadyAsync(), path))).StatusCode;

    /// <summary>Asks it to end, as service managers do.</summary>
    public async Task<int> TerminateAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
        return await EndAsync();
    }

    public async Task<int> EndAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(Patience);
        return _process.ExitCode;
    }

    /// <summary>kill -9 of this process alone.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    private static LedgerProcess Start(string[] command, (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo("dotnet", [Program(), .. command, "--lang", "en"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        };
        start.Environment.Remove("ConnectionStrings__Ledger");
        start.Environment.Remove("ASPNETCORE_URLS");
        foreach (var (name, value) in environment) start.Environment[name] = value;
        return new LedgerProcess(Process.Start(start)!);
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill();
        _process.Dispose();
    }

    private void Hear(object sender, DataReceivedEventArgs line)
    {
        if (line.Data is null) return;
        _said.Enqueue(line.Data);
        if (Ready().Match(line.Data) is { Success: true } ready) _address.TrySetResult(new Uri(ready.Groups[1].Value));
    }

    // The program as it is built, not the copy beside the tests: its assets and PostgreSQL are found as a user's are.
    private static string Program()
    {
        var tests = new DirectoryInfo(AppContext.BaseDirectory); // …/tests/Ledger.Server.Tests/bin/<configuration>/net10.0
        var root = tests.Parent!.Parent!.Parent!.Parent!.Parent!.FullName;
        return Path.Combine(root, "src", "Ledger.Server", "bin", tests.Parent.Name, tests.Name, "Ledger.Server.dll");
    }

    [GeneratedRegex(@"^The ledger is ready .*: (https?://\S+)")]
    private static partial Regex Ready();
}
