namespace Ledger.Postgres.Feed;

/// <summary>Which entries a reader of the feed wants. What is <see langword="null"/> does not restrict; what is given restricts together.</summary>
/// <param name="Streams">Streams.</param>
/// <param name="Types">Stored names of kinds of entries.</param>
/// <param name="Plans">Codes of plans.</param>
/// <param name="Regions">Names or GB/T 2260 codes of regions.</param>
/// <param name="Categories">Codes of 学段; entries about plans and findings have none and do not fit.</param>
/// <param name="Simulated">Whether it is 模拟; <see langword="null"/> for both.</param>
/// <remarks>Whether an entry fits depends on the log up to it and on nothing later, so a filter has one answer for ever.</remarks>
public sealed record FeedFilter(
    IReadOnlyList<string>? Streams = null, IReadOnlyList<string>? Types = null, IReadOnlyList<string>? Plans = null,
    IReadOnlyList<string>? Regions = null, IReadOnlyList<string>? Categories = null, bool? Simulated = null)
{
    /// <summary>Everything that the feed has.</summary>
    public static FeedFilter All { get; } = new();

    /// <summary>Whether some of what is unwanted can be told from the columns of the log.</summary>
    internal bool Narrows => Streams is not null || Types is not null || Plans is not null;

    /// <summary>Whether all of what is unwanted can be told from the columns of the log.</summary>
    internal bool NarrowsWholly => Narrows && Regions is null && Categories is null && Simulated is null;

    /// <summary>Whether the reader wants an entry.</summary>
    public bool Wants(FeedEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return Subjects.Kinds.Contains(entry.Kind)
            && Fits(Streams, entry.Stored.Stream) && Fits(Types, entry.Stored.Type) && Fits(Plans, entry.Plan)
            && (Regions is null || Fits(Regions, entry.Region) || Fits(Regions, entry.RegionCode)) && Fits(Categories, entry.Category)
            && (Simulated is null || Simulated == entry.Simulated);
    }

    private static bool Fits(IReadOnlyList<string>? wanted, string? value) => wanted is null || (value is not null && wanted.Contains(value));
}
