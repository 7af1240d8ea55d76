using Ledger.Domain.Time;

namespace Ledger.Postgres.ReadModels;

/// <summary>The two times a question is about, and whose word counts.</summary>
/// <param name="AsOf">业务日期: the day in the world.</param>
/// <param name="Position">What the ledger knew: entries up to this position.</param>
/// <param name="Basis">Whose word counts; only projects and indicators know the difference.</param>
public readonly record struct AsKnown(DateOnly AsOf, long Position, Basis Basis = Basis.Reported);
