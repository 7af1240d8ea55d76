namespace Ledger.Postgres.ReadModels;

/// <summary>The two times a question is about.</summary>
/// <param name="AsOf">业务日期: the day in the world.</param>
/// <param name="Position">What the ledger knew: entries up to this position.</param>
public readonly record struct AsKnown(DateOnly AsOf, long Position);
