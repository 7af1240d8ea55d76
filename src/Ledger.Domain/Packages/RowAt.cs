namespace Ledger.Domain.Packages;

/// <summary>Where a row stands in its package, for messages to the package's author.</summary>
/// <param name="File">Name of the file, relative to the package's folder.</param>
/// <param name="Line">Number of the line on which the row begins, from 1.</param>
public readonly record struct RowAt(string File, int Line);
