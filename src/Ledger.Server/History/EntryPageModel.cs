using Ledger.Domain.Plans;

namespace Ledger.Server.History;

/// <summary>What the page about one entry shows.</summary>
/// <param name="Entry">The entry, and what it changed.</param>
/// <param name="Stream">Its stream.</param>
/// <param name="Name">What it is about, by name.</param>
/// <param name="Plan">The plan whose code its source may name; null where the ledger does not have it.</param>
/// <param name="Related">Entries that are about it, oldest first.</param>
internal sealed record EntryPageModel(EntryView Entry, string Stream, string Name, PlanDocument? Plan, IReadOnlyList<EntryView> Related);
