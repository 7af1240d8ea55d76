using Ledger.Domain.Accounts;
using Ledger.Domain.Entries;

namespace Ledger.Server.Feed;

/// <summary>The kinds of entries in the feed: all but those about accounts and keys.</summary>
internal static class FeedTypes
{
    /// <summary>Their stored names, in order.</summary>
    public static IReadOnlyList<string> All { get; } =
        [.. EventTypes.All.Where(type => !type.Value.IsSubclassOf(typeof(AccountEvent)) && !type.Value.IsSubclassOf(typeof(KeyEvent))).Select(type => type.Key)];
}
