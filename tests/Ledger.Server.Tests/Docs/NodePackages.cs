using System.Diagnostics;

namespace Ledger.Server.Tests.Docs;

/// <summary>Programs of others that only tests need, fetched by npm into a folder for tests the first time.</summary>
internal static class NodePackages
{
    private static readonly SemaphoreSlim One = new(1);

    /// <summary>The folder whose <c>node_modules</c> hold a package.</summary>
    /// <param name="package">Name and version: <c>tsx@4.20.6</c>.</param>
    public static async Task<string> FolderAsync(string package)
    {
        var folder = Path.Combine(Path.GetTempPath(), $"ledger-node-{Environment.UserName}", package.Replace('/', '-'));
        var done = Path.Combine(folder, "done");
        await One.WaitAsync();
        try
        {
            if (File.Exists(done)) return folder;
            Directory.CreateDirectory(folder);
            var (exitCode, said) = await RunAsync("npm", folder, "install", "--prefix", folder, "--no-audit", "--no-fund", "--no-package-lock", package);
            if (exitCode != 0) throw new InvalidOperationException($"npm could not fetch {package}: {said}");
            await File.WriteAllTextAsync(done, "");
            return folder;
        }
        finally
        {
            One.Release();
        }
    }

    /// <summary>Runs a program to its end.</summary>
    public static async Task<(int ExitCode, string Said)> RunAsync(string program, string folder, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(3));
        return (process.ExitCode, await output + await errors);
    }
}
