using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Shouldly;

namespace Ledger.Telemetry.Tests;

/// <summary>One line of an answer: name, labels, value.</summary>
internal sealed record Series(string Name, IReadOnlyDictionary<string, string> Labels, double Value);

/// <summary>An answer in Prometheus' text form 0.0.4, read as strictly as its definition is written.</summary>
internal sealed partial class Scrape
{
    private readonly Dictionary<string, string> _types = new(StringComparer.Ordinal);
    private readonly List<Series> _series = [];

    public IReadOnlyList<Series> All => _series;

    /// <summary>Kinds by name of the family.</summary>
    public IReadOnlyDictionary<string, string> Types => _types;

    /// <summary>Asks a server for its measures.</summary>
    public static async Task<Scrape> OfAsync(HttpClient client)
    {
        // Answers are kept for a moment, so that many who ask cost no more than one.
        await Task.Delay(350);
        using var response = await client.GetAsync(new Uri("/metrics", UriKind.Relative));
        var text = await response.Content.ReadAsStringAsync();
        response.StatusCode.ShouldBe(HttpStatusCode.OK, text);
        response.Content.Headers.ContentType!.ToString().ShouldStartWith("text/plain; version=0.0.4");
        return Read(text);
    }

    /// <exception cref="ShouldAssertException">The text breaks a rule of the format.</exception>
    public static Scrape Read(string text)
    {
        text.ShouldEndWith("\n");
        var scrape = new Scrape();
        var (family, finished) = ("", new HashSet<string>());
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.StartsWith('#'))
            {
                var comment = Comment().Match(line);
                if (!comment.Success) continue; // "Other lines that begin with # are comments."
                if (comment.Groups["name"].Value != family)
                {
                    finished.Add(family);
                    family = comment.Groups["name"].Value;
                    finished.ShouldNotContain(family, "the lines of a family stand together");
                }

                if (comment.Groups["kind"].Value == "TYPE") scrape._types.TryAdd(family, comment.Groups["text"].Value).ShouldBeTrue($"{family} has one TYPE");
                continue;
            }

            var sample = Sample().Match(line);
            sample.Success.ShouldBeTrue($"'{line}' is no sample");
            scrape.Add(sample, family);
        }

        scrape.CheckHistograms();
        return scrape;
    }

    /// <summary>The value of the series with these labels, whatever others it has, summed up; 0 where there is none.</summary>
    public double Sum(string name, params (string Name, string Value)[] labels) => Find(name, labels).Sum(series => series.Value);

    public IReadOnlyList<Series> Find(string name, params (string Name, string Value)[] labels) =>
        [.. _series.Where(series => series.Name == name && labels.All(label => series.Labels.GetValueOrDefault(label.Name) == label.Value))];

    private void Add(Match sample, string family)
    {
        var name = sample.Groups["name"].Value;
        var suffixes = _types[family] == "histogram" ? new[] { "_bucket", "_sum", "_count" } : [""];
        suffixes.Select(suffix => family + suffix).ShouldContain(name);
        if (_types[family] == "counter") name.ShouldEndWith("_total");
        var labels = Label().Matches(sample.Groups["labels"].Value).ToDictionary(
            label => label.Groups["name"].Value, label => Regex.Replace(label.Groups["value"].Value, @"\\(.)", escaped => escaped.Groups[1].Value == "n" ? "\n" : escaped.Groups[1].Value));
        _series.ShouldNotContain(other => other.Name == name && other.Labels.Count == labels.Count && other.Labels.All(label => labels.GetValueOrDefault(label.Key) == label.Value));
        var value = sample.Groups["value"].Value;
        _series.Add(new Series(name, labels, value is "+Inf" ? double.PositiveInfinity : double.Parse(value, CultureInfo.InvariantCulture)));
    }

    private void CheckHistograms()
    {
        foreach (var family in _types.Where(type => type.Value == "histogram").Select(type => type.Key))
        {
            foreach (var buckets in Find(family + "_bucket").GroupBy(bucket => string.Join(',', bucket.Labels.Where(label => label.Key != "le").OrderBy(label => label.Key))))
            {
                buckets.Select(bucket => bucket.Value).ShouldBeInOrder(SortDirection.Ascending, $"{family}: buckets are cumulative");
                buckets.Last().Labels["le"].ShouldBe("+Inf");
                var labels = buckets.Last().Labels.Where(label => label.Key != "le").Select(label => (label.Key, label.Value)).ToArray();
                Find(family + "_count", labels).Single(count => count.Labels.Count == labels.Length).Value.ShouldBe(buckets.Last().Value);
                Find(family + "_sum", labels).Count(sum => sum.Labels.Count == labels.Length).ShouldBe(1);
            }
        }
    }

    [GeneratedRegex(@"^# (?<kind>HELP|TYPE) (?<name>[a-zA-Z_:][a-zA-Z0-9_:]*) (?<text>.*)$", RegexOptions.ExplicitCapture)]
    private static partial Regex Comment();

    [GeneratedRegex("""^(?<name>[a-zA-Z_:][a-zA-Z0-9_:]*)(\{(?<labels>([a-zA-Z_][a-zA-Z0-9_]*="([^"\\]|\\["\\n])*",?)*)\})? (?<value>[-+]?([0-9.]+([eE][-+]?[0-9]+)?|Inf|NaN))( -?[0-9]+)?$""", RegexOptions.ExplicitCapture)]
    private static partial Regex Sample();

    [GeneratedRegex("""(?<name>[a-zA-Z_][a-zA-Z0-9_]*)="(?<value>([^"\\]|\\["\\n])*)""", RegexOptions.ExplicitCapture)]
    private static partial Regex Label();
}
