using Ledger.Domain.Time;

namespace Ledger.Domain.Projects;

/// <summary>建设年限: when a project is to begin and to end.</summary>
/// <param name="Start">Begin, as exactly as told.</param>
/// <param name="End">End, as exactly as told; not before <paramref name="Start"/>.</param>
/// <param name="AsWritten">The source's own words, with its own dash.</param>
/// <param name="Committed">
/// ★: the plan promises completion within its period. <see langword="null"/> where the plan uses no such mark at all.
/// </param>
public sealed record Schedule(ReducedDate? Start, ReducedDate? End, string? AsWritten, bool? Committed);
