using System.Globalization;
using Ledger.Domain.Entries;
using Ledger.Domain.Plans;
using Ledger.Postgres.Feed;
using Ledger.Server.Simulation;
using Ledger.Server.Web;

namespace Ledger.Server.Feed;

/// <summary>What is asked of the feed, read from the parameters; what is wrong is noted in the values.</summary>
internal static class FeedQuestion
{
    /// <summary>Which entries are wanted.</summary>
    public static FeedFilter FilterOf(Values values)
    {
        var (streams, plans, regions) = (Several(values, FeedParameters.Stream), Several(values, FeedParameters.Plan), Several(values, FeedParameters.Region));
        var types = Several(values, FeedParameters.Type);
        var categories = Several(values, FeedParameters.Category);
        foreach (var type in (types ?? []).Except(FeedTypes.All))
            values.Wrong("type", $"'type' names '{type}', which is no kind of entry in the feed; there are: {string.Join(", ", FeedTypes.All)}.");
        foreach (var category in (categories ?? []).Where(category => !Code<Category>.TryParse(category, out _)))
            values.Wrong("category", $"'category' can't be '{category}'; allowed: {string.Join(", ", Code<Category>.All)}.");
        return new FeedFilter(streams, types, plans, regions, categories, Apart.Which(values.Flag(FeedParameters.Simulated), (streams ?? plans ?? regions) is not null));
    }

    /// <summary>The position to begin after; null where what is given can't be one.</summary>
    /// <param name="values">The parameters.</param>
    /// <param name="given">What the reader says it has: a parameter or a header.</param>
    /// <param name="name">Its name.</param>
    /// <param name="feed">Knows the end.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task<long?> AfterAsync(Values values, string? given, string name, LedgerFeed feed, CancellationToken ct)
    {
        if (given is null or "0") return 0;
        var head = await feed.HeadAsync(ct);
        if (given == FeedParameters.Latest) return head;
        if (!given.All(char.IsAsciiDigit)) values.Wrong(name, $"'{name}' must be a position such as 1024, or {FeedParameters.Latest}.");
        // Nobody has read what is not there: the reader comes from another ledger, or this one from an old backup.
        else if (!long.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out var after) || after > head)
            values.Wrong(name, $"'{name}' is position {given}, but this ledger ends at position {head}. If you have read further, it is not the ledger that you read: begin again with after=0.");
        else return after;
        return null;
    }

    private static List<string>? Several(Values values, Parameter parameter)
    {
        if (values.Text(parameter) is not { } text) return null;
        var several = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal).ToList();
        if (several.Count == 0) values.Wrong(parameter.Name, $"'{parameter.Name}' names nothing; leave it out or give it a value.");
        if (several.Count > FeedParameters.MostValues) values.Wrong(parameter.Name, $"'{parameter.Name}' names {several.Count} values; at most {FeedParameters.MostValues} are allowed.");
        return several;
    }
}
