using System.Net;
using System.Text.RegularExpressions;
using Ledger.Server.Tests.OpenApi;
using Shouldly;
using Xunit;

namespace Ledger.Server.Tests.Recording;

/// <summary>The guide says what works: its blocks are posted one after the other.</summary>
public sealed partial class GuideTests(RecordingHost host) : IClassFixture<RecordingHost>
{
    private static readonly string Reviewer = TestSignIn.As("user:shen", "user:shen", "reviewer@巫溪县");

    [Fact]
    public async Task Every_block_of_the_guide_is_accepted()
    {
        var guide = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", "guides", "recording.md"));
        var blocks = Blocks().Matches(guide);
        blocks.Count.ShouldBe(8);
        var last = 0L;
        foreach (Match block in blocks)
        {
            var path = block.Groups["path"].Value.Replace("{last}", $"{last}", StringComparison.Ordinal);
            var answer = await host.PostAsync(path, block.Groups["body"].Value, block.Groups["reviewer"].Success ? Reviewer : RecordingHost.Recorder);
            answer.Status.ShouldBe(HttpStatusCode.Created, $"{path} {answer.Text}");
            last = answer.Body!["position"]?.GetValue<long>() ?? answer.Body["entries"]![0]!["position"]!.GetValue<long>();
        }
    }

    [GeneratedRegex(@"```http\nPOST (?<path>\S+)(?<reviewer> as reviewer)?\n\n(?<body>.+?)\n```", RegexOptions.Singleline)]
    private static partial Regex Blocks();
}
