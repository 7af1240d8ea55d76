using Ledger.Server.Hosting;
using Ledger.Testing;
using Xunit;

namespace Ledger.Server.Tests.Commands;

/// <summary>A database with the shipped plans in it, imported by the command itself.</summary>
public sealed class ImportedLedger : IAsyncLifetime
{
    internal static readonly string Packages = Path.Combine(AppContext.BaseDirectory, "Plans");

    public TestDatabase Database { get; } = new();

    public async Task InitializeAsync()
    {
        await Database.InitializeAsync();
        foreach (var plan in ShippedPlans.Find(Packages))
            (await CommandRun.OnAsync(Database, "import", plan)).ShouldEndWith(0);
    }

    public Task DisposeAsync() => Database.DisposeAsync();

    internal Task<CommandRun> RunAsync(params string[] args) => CommandRun.OnAsync(Database, args);
}
