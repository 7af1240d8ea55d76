namespace Ledger.Domain.Projects;

/// <summary>A step of the ladder that a project has taken.</summary>
/// <param name="Stage">The stage to which it led.</param>
/// <param name="On">The day by which it was taken at the latest.</param>
/// <param name="Observed">Whether it was only seen as taken, not told.</param>
public sealed record Step(Stage Stage, DateOnly On, bool Observed);
