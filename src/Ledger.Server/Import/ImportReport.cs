namespace Ledger.Server.Import;

/// <summary>What an import found to do.</summary>
public enum ImportOutcome
{
    /// <summary>The ledger has what the package says already; nothing is added.</summary>
    Unchanged,

    /// <summary>The ledger had nothing of the plan.</summary>
    Imported,

    /// <summary>The ledger had an earlier package of the plan; the differences are added.</summary>
    Revised,
}

/// <summary>What an import did, or would do.</summary>
/// <param name="Plan">Code of the plan.</param>
/// <param name="Digest">What the import depends on: 64 hexadecimal digits.</param>
/// <param name="Outcome">What there was to do.</param>
/// <param name="DryRun">Whether nothing was written, only decided.</param>
/// <param name="Entries">Number of entries added, by their stored name.</param>
/// <param name="Findings">Number of findings raised, by their rule.</param>
/// <param name="FirstPosition">Position of the first entry; <see langword="null"/> where nothing was written.</param>
/// <param name="LastPosition">Position of the last entry; <see langword="null"/> where nothing was written.</param>
public sealed record ImportReport(
    string Plan,
    string Digest,
    ImportOutcome Outcome,
    bool DryRun,
    IReadOnlyDictionary<string, int> Entries,
    IReadOnlyDictionary<string, int> Findings,
    long? FirstPosition,
    long? LastPosition);

/// <summary>What became of an import.</summary>
public abstract record ImportResult
{
    private ImportResult() { }

    /// <summary>The package is in the ledger; after a dry run it could be.</summary>
    /// <param name="Report">What was done.</param>
    public sealed record Done(ImportReport Report) : ImportResult;

    /// <summary>The package is refused; nothing was written.</summary>
    /// <param name="Errors">Every reason, in the order of files and lines; at least one.</param>
    public sealed record Refused(IReadOnlyList<ImportError> Errors) : ImportResult;
}
