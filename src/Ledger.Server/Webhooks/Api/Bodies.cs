using System.ComponentModel;
using System.Text;
using Ledger.Domain.Entries;
using Ledger.Domain.Plans;
using Ledger.Postgres.Feed;
using Ledger.Server.Feed;
using Ledger.Server.Simulation;
using Ledger.Server.Web;

namespace Ledger.Server.Webhooks.Api;

/// <summary>Which entries a subscription is about.</summary>
[Description("Which entries are wanted. What is left out does not restrict; what is given restricts together.")]
internal sealed record FilterBody(
    [property: Description("Codes of plans; also of such as are still to come.")] IReadOnlyList<string>? Plans = null,
    [property: Description("区县: names or GB/T 2260 codes of regions, as the plans' entries had said by then.")] IReadOnlyList<string>? Regions = null,
    [property: Description("Streams: the thing's kind, a dash and its id.")] IReadOnlyList<string>? Streams = null,
    [property: Description("Kinds of entries, as stored.")] IReadOnlyList<string>? Types = null,
    [property: Description("学段 of projects and indicators; plans and findings have none.")] IReadOnlyList<string>? Categories = null,
    [property: Description("模拟: true for what is simulated only, false for what is real only. Left out: both where a stream, a plan or a region is named, false otherwise.")] bool? Simulated = null)
{
    private const int MaxValue = 200;

    /// <summary>The filter as it is answered.</summary>
    public static FilterBody Of(FeedFilter filter) => new(filter.Plans, filter.Regions, filter.Streams, filter.Types, filter.Categories, filter.Simulated);

    /// <summary>The filter; what is wrong is gathered.</summary>
    public FeedFilter Read(List<ParameterError> errors)
    {
        foreach (var type in (Types ?? []).Where(type => EventTypes.Find(type ?? "") is null))
            errors.Add(new ParameterError("filter.types", $"'filter.types' names '{Shown(type)}', which is no kind of entry."));
        foreach (var category in (Categories ?? []).Where(category => !Code<Category>.TryParse(category, out _)))
            errors.Add(new ParameterError("filter.categories", $"'filter.categories' can't hold '{Shown(category)}'; allowed: {string.Join(", ", Code<Category>.All)}."));
        var (streams, plans, regions) = (Several("streams", Streams, errors), Several("plans", Plans, errors), Several("regions", Regions, errors));
        return new FeedFilter(
            streams, Several("types", Types, errors), plans, regions, Several("categories", Categories, errors), Apart.Which(Simulated, (streams ?? plans ?? regions) is not null));
    }

    private static List<string>? Several(string name, IReadOnlyList<string>? values, List<ParameterError> errors)
    {
        if (values is null) return null;
        name = "filter." + name;
        if (values.Count is 0 or > FeedParameters.MostValues) errors.Add(new ParameterError(name, $"'{name}' must have 1 to {FeedParameters.MostValues} values; leave it out for no bound."));
        if (values.Any(value => !Text.IsPlain(value, MaxValue))) errors.Add(new ParameterError(name, $"The values of '{name}' must have 1 to {MaxValue} characters, none of them control characters."));
        return [.. values.Distinct(StringComparer.Ordinal)];
    }

    private static string Shown(string? text) => text is { Length: > 60 } ? text[..60] + "…" : text ?? "null";
}

/// <summary>Texts that people give.</summary>
internal static class Text
{
    /// <summary>Whether a text is there, not too long, and of characters that can be kept and shown.</summary>
    public static bool IsPlain(string? text, int most) =>
        !string.IsNullOrWhiteSpace(text) && text.Length <= most && text.EnumerateRunes().All(rune => rune != Rune.ReplacementChar && !Rune.IsControl(rune));
}

/// <summary>A subscription wished.</summary>
[Description("A subscription to make.")]
internal sealed record NewSubscriptionBody(
    [property: Description("What people call it, at most 100 characters.")] string Name,
    [property: Description("Where entries are sent: an https address of the public internet.")] string Url,
    [property: Description("Which entries are wanted; left out: all that is real.")] FilterBody? Filter = null,
    [property: Description("The position before the first entry wanted: 0 for the whole history, a position as text, or latest for what is recorded from now on. Default: latest.")] string? After = null);

/// <summary>What a subscription is to be from now on.</summary>
[Description("What to change; what is left out stays.")]
internal sealed record ChangeBody(
    [property: Description("What people call it.")] string? Name = null,
    [property: Description("Where entries are sent.")] string? Url = null,
    [property: Description("Which entries are wanted, as a whole: it takes the place of the former filter.")] FilterBody? Filter = null);

/// <summary>From where to begin again.</summary>
[Description("From where to begin again.")]
internal sealed record ReplayBody(
    [property: Description("The position before the first entry wanted: 0 for the whole history, a position as text, or latest to leave out what waits.")] string After);

/// <summary>How long two secrets are valid.</summary>
[Description("How long the former secret stays valid.")]
internal sealed record RotateBody(
    [property: Description("Hours for which deliveries are signed with the former secret too, 0 to 168. Default: 24.")] int OverlapHours = 24);
