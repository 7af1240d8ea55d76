namespace Ledger.Server.Feed;

/// <summary>A plan that can be asked for.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Region">Its region.</param>
internal sealed record LivePlan(string Code, string Region);

/// <summary>What the page of new entries shows.</summary>
/// <param name="Latest">The last entries that fit, the very last first.</param>
/// <param name="Head">The last position of the ledger when they were read.</param>
/// <param name="ReadAt">When.</param>
/// <param name="Cut">Whether older ones may fit, but were not looked for.</param>
/// <param name="Plans">The plans that can be asked for.</param>
internal sealed record LivePageModel(IReadOnlyList<LatestEntry> Latest, long Head, DateTimeOffset ReadAt, bool Cut, IReadOnlyList<LivePlan> Plans);
