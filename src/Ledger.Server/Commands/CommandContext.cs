using Ledger.Server.Hosting;

namespace Ledger.Server.Commands;

/// <summary>What the options that every command knows have chosen.</summary>
/// <param name="Terminal">Where to write.</param>
/// <param name="Language">In which language.</param>
/// <param name="AsJson">Whether to print one JSON document instead of text.</param>
/// <param name="Verbose">Whether to log what is being done.</param>
/// <param name="Data">The data folder asked for.</param>
/// <param name="Configuration">Settings from file and environment.</param>
internal sealed record CommandContext(Terminal Terminal, Language Language, bool AsJson, bool Verbose, string? Data, IConfiguration Configuration)
{
    /// <summary>Where the ledger is.</summary>
    public LedgerLocation Location => LedgerLocation.Of(Data, Configuration);

    /// <summary>Opens the ledger, brings it up to date and waits until its read models hold every entry.</summary>
    public Task<LedgerInstance> OpenAsync(CancellationToken ct) => LedgerInstance.OpenAsync(Location, Register, ct);

    /// <summary>As <see cref="OpenAsync"/>, but refuses to make a new ledger only to find it empty.</summary>
    public Task<LedgerInstance> OpenExistingAsync(CancellationToken ct)
    {
        RefuseMissing();
        return OpenAsync(ct);
    }

    /// <summary>Opens the ledger and changes nothing about it.</summary>
    public Task<LedgerInstance> OpenAsFoundAsync(CancellationToken ct)
    {
        RefuseMissing();
        return LedgerInstance.OpenAsFoundAsync(Location, Register, ct);
    }

    /// <summary>The one of two texts that is in the user's language.</summary>
    public string Say(string chinese, string english) => Language.Say(chinese, english);

    // A slip in --data would otherwise answer "no plans" and leave a database behind.
    private void RefuseMissing()
    {
        if (Location.DataFolder is { } folder && !File.Exists(Path.Combine(folder, "database", "PG_VERSION")))
            throw new LedgerFailure(ExitCode.Unavailable, Say(
                $"{folder} 中还没有台账：先运行 serve 或 import，或用 --data 指定数据目录。",
                $"There is no ledger in {folder} yet: run 'serve' or 'import' first, or name its folder with --data."));
    }

    private void Register(IServiceCollection services) => services.AddLogging(logging => LedgerWebHost.Log(logging, Verbose));
}
