using Ledger.Postgres.EventStore;

namespace Ledger.Postgres.Feed;

/// <summary>An entry in the feed: as the log holds it, with what its thing was about by then.</summary>
/// <remarks>Everything here follows from the log up to the entry's position, so it is the same whenever and wherever it is read.</remarks>
public sealed class FeedEntry
{
    private byte[]? _rendered;

    internal FeedEntry(StoredEntry stored, StatedFacts thing, StatedFacts plan)
    {
        Stored = stored;
        (Kind, Plan) = Subjects.Of(stored.Stream);
        Category = thing.Category;
        Region = plan.Region;
        RegionCode = plan.RegionCode;
    }

    /// <summary>The entry.</summary>
    public StoredEntry Stored { get; }

    /// <summary>Kind of thing that it is about: what stands before the dash of its stream.</summary>
    public string Kind { get; }

    /// <summary>Code of the plan that the thing belongs to; null where it belongs to none.</summary>
    public string? Plan { get; }

    /// <summary>区县 of the plan, as its entries had said by then; null before they have.</summary>
    public string? Region { get; }

    /// <summary>GB/T 2260 code of the region, where it has one.</summary>
    public string? RegionCode { get; }

    /// <summary>学段 of the project or indicator, as its entries had said by then; null for what has none.</summary>
    public string? Category { get; }

    /// <summary>Whether it is 模拟.</summary>
    public bool Simulated => Domain.Simulations.Simulated.IsActor(Stored.Actor);

    /// <summary>What a server makes of the entry for its readers, made once for all of them.</summary>
    /// <param name="render">Makes it; the same for every reader.</param>
    public ReadOnlyMemory<byte> Rendered(Func<FeedEntry, byte[]> render)
    {
        ArgumentNullException.ThrowIfNull(render);
        return _rendered ??= render(this); // made twice at worst, and alike
    }
}
