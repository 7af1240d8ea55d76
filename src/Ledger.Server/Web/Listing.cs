using System.ComponentModel;
using Ledger.Postgres.ReadModels;

namespace Ledger.Server.Web;

/// <summary>A page of a listing.</summary>
/// <typeparam name="T">The item.</typeparam>
internal sealed record Listing<T>(
    [property: Description(Describe.AsOf)] DateOnly AsOf,
    [property: Description(Describe.KnownAt)] DateTimeOffset? KnownAt,
    [property: Description(Describe.Position)] long Position,
    [property: Description("How many items there are on all pages.")] long Total,
    [property: Description("The items of this page, in the order in which the ledger came to know them.")] IReadOnlyList<T> Items,
    [property: Description("The `cursor` of the next page; null on the last one.")] string? Next);

/// <summary>Descriptions that many answers share.</summary>
internal static class Describe
{
    public const string AsOf = "业务日期 that the answer is about.";
    public const string KnownAt = "记录时间 that the answer is about: the instant asked for, or the recorded time of the last entry that counts; null before the first entry.";
    public const string Position = "Position answered from: entries up to it count. Given as `knownAt`, it gives the same answer for ever.";
    public const string EffectiveFrom = "业务日期 from which the state shown holds.";
    public const string RecordedAt = "记录时间 of the last entry that made the state shown.";
    public const string Version = "Version of the last entry that made the state shown in its stream, from 1.";
    public const string Simulated = "模拟: whether it is made up, by `ledger simulate`.";
    public const string SimulatedAt = "When the simulated clerk recorded it, in the simulation's own time; null for what is real. `recordedAt` is when the ledger learned it, for both.";
    public const string Source = "来源: where it is said; null where no source was recorded.";
}

/// <summary>Which page is asked for.</summary>
/// <param name="Times">The two times.</param>
/// <param name="After">Ordinal of the last item of the page before; 0 for the first page.</param>
/// <param name="Limit">Items at most.</param>
/// <param name="CursorAfter">Makes the cursor of the page that begins after an ordinal.</param>
internal sealed record PageRequest(Times Times, long After, int Limit, Func<long, string> CursorAfter)
{
    /// <summary>The page as it is answered.</summary>
    public Listing<TItem> Of<TState, TItem>(Page<TState> page, Func<Row<TState>, TItem> item) => new(
        Times.AsOf, Times.KnownAt, Times.Position, page.Total, [.. page.Rows.Select(item)], page.More ? CursorAfter(page.Rows[^1].Ordinal) : null);
}
