using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ledger.Postgres.Embedded;

/// <summary>What <see cref="EmbeddedPostgres.StartAsync"/> needs to know.</summary>
public sealed record EmbeddedPostgresOptions
{
    /// <summary>The folder that holds the database; made when it is missing. See <see cref="DefaultDataFolder"/>.</summary>
    public required string DataFolder { get; init; }

    /// <summary>
    /// The folder with PostgreSQL's <c>bin</c>, <c>lib</c> and <c>share</c> that is shipped beside the server; null, missing
    /// or unusable there makes an installed PostgreSQL of version 15 or later serve instead.
    /// </summary>
    public string? BinariesFolder { get; init; }

    /// <summary>
    /// True for the server: it owns the data folder, a second server is refused, and its end is PostgreSQL's end. False for
    /// commands: they work beside a server or start PostgreSQL for themselves, and the last one to leave stops it.
    /// </summary>
    public bool Exclusive { get; init; } = true;

    /// <summary>Where to say what is being done; silent unless set.</summary>
    public ILogger Logger { get; init; } = NullLogger.Instance;

    // Tests narrow the search, so that "nothing is installed" can be had on a machine that has everything.
    internal IReadOnlyList<string>? InstalledFolders { get; init; }
}
