using Ledger.Domain.Entries;

namespace Ledger.Domain.Packages;

/// <summary>The entries of one stream that a package asks for.</summary>
/// <param name="Stream">The stream.</param>
/// <param name="StreamType">Its kind.</param>
/// <param name="Entries">In the order of the fold: by effective date, definitions first.</param>
public sealed record StreamEntries(string Stream, string StreamType, Sequence<PackageEntry> Entries);
