namespace Ledger.Postgres.Feed;

/// <summary>What an entry says its thing is about.</summary>
/// <param name="Position">Position of the entry.</param>
/// <param name="Category">学段.</param>
/// <param name="Region">区县.</param>
/// <param name="RegionCode">GB/T 2260 code.</param>
internal sealed record StatedFacts(long Position, string? Category, string? Region, string? RegionCode)
{
    /// <summary>Nothing has been said.</summary>
    public static readonly StatedFacts None = new(0, null, null, null);

    /// <summary>The last that was said by a position.</summary>
    /// <param name="stated">In order of position.</param>
    /// <param name="position">The position.</param>
    public static StatedFacts At(IReadOnlyList<StatedFacts>? stated, long position) =>
        stated?.LastOrDefault(one => one.Position <= position) ?? None;
}
