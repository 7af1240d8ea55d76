using Ledger.Domain.Time;

namespace Ledger.Domain.Plans;

/// <summary>A report that was issued.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Through">Up to when it speaks.</param>
public sealed record Evaluation(EvaluationKind Kind, ReducedDate Through);
