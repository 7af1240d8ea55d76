namespace Ledger.Server.Hosting;

/// <summary>How a server is to run.</summary>
/// <param name="Location">Where its ledger is.</param>
/// <param name="Urls">Addresses to listen on, separated by semicolons; <see langword="null"/> for what the configuration says.</param>
/// <param name="Verbose">Whether to log what it does, not only what goes wrong.</param>
internal sealed record ServeOptions(LedgerLocation Location, string? Urls, bool Verbose);
