namespace Ledger.Server.Import;

/// <summary>What an import is doing.</summary>
public enum ImportPhase
{
    /// <summary>Reading and checking the package.</summary>
    Reading,

    /// <summary>Reading what the ledger has of the plan.</summary>
    Comparing,

    /// <summary>Deciding stream by stream what to add.</summary>
    Deciding,

    /// <summary>Appending.</summary>
    Appending,

    /// <summary>Done.</summary>
    Done,
}

/// <summary>How far an import is.</summary>
/// <param name="Package">The package's folder.</param>
/// <param name="Phase">What it is doing.</param>
/// <param name="Done">How much of it is done.</param>
/// <param name="Total">How much there is; 0 where nobody knows yet.</param>
public sealed record ImportProgress(string Package, ImportPhase Phase, int Done, int Total);
