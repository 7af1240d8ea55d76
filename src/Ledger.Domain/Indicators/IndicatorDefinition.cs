using Ledger.Domain.Plans;

namespace Ledger.Domain.Indicators;

/// <summary>What an indicator measures.</summary>
/// <param name="Plan">Code of the plan.</param>
/// <param name="Name">Its name as written.</param>
/// <param name="Category">学段.</param>
/// <param name="Unit">Its unit as written; absent where it has none.</param>
/// <param name="Property">属性; absent where the plan tells none.</param>
/// <param name="Direction">Where a good value lies; absent where the plan does not tell.</param>
/// <param name="Facility">The school it measures, for classes and places of one school.</param>
/// <param name="PartOf">Id of the indicator that is the sum of this one and its siblings.</param>
public sealed record IndicatorDefinition(
    string Plan,
    string Name,
    Category Category,
    string? Unit,
    Property? Property,
    Direction? Direction,
    string? Facility,
    string? PartOf);
