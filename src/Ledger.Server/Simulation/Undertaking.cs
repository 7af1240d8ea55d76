using Ledger.Domain.Plans;
using Ledger.Domain.Projects;

namespace Ledger.Server.Simulation;

/// <summary>What befalls a simulated project beyond the usual.</summary>
internal enum Turn
{
    /// <summary>Nothing but what befalls all: some delay, some mistakes.</summary>
    None,

    /// <summary>It rests for some months while under construction.</summary>
    Suspended,

    /// <summary>It rests while under construction and is not taken up again.</summary>
    LeftResting,

    /// <summary>It rests and is given up before construction.</summary>
    Cancelled,

    /// <summary>Its school is merged into another; nothing is built.</summary>
    Merged,

    /// <summary>It never gets beyond choosing a site.</summary>
    Stalled,

    /// <summary>Construction had begun when the plan was published.</summary>
    Continued,

    /// <summary>A report jumps ahead, is rejected and corrected.</summary>
    Jumps,

    /// <summary>A report falls back behind the one before.</summary>
    Falls,

    /// <summary>The date of its beginning is corrected, and corrected again.</summary>
    CorrectedTwice,

    /// <summary>The opening of another school is recorded here and voided.</summary>
    Mistaken,

    /// <summary>The school gets another name.</summary>
    Renamed,
}

/// <summary>One project that the simulated plan names.</summary>
/// <param name="Number">Its number in the plan, from 1.</param>
/// <param name="Slug">The rest of its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="School">The school it changes.</param>
/// <param name="Category">学段.</param>
/// <param name="Nature">建设性质.</param>
/// <param name="Town">Where.</param>
/// <param name="Begin">Month in which construction is to begin.</param>
/// <param name="Months">For how many months.</param>
/// <param name="Turn">What befalls it.</param>
internal sealed record Undertaking(
    int Number, string Slug, string Name, string School, Category Category, Nature Nature, string Town, DateOnly Begin, int Months, Turn Turn)
{
    /// <summary>The day on which it is to be built.</summary>
    public DateOnly End => Begin.AddMonths(Months);
}
