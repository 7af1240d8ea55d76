using Ledger.Server.Import;
using Shouldly;
using Xunit;

namespace Ledger.Server.Tests.Import;

public sealed class PlansReferenceTests
{
    private static readonly string Page = Path.Combine(PublishedPlans.Root, "docs", "reference", "plans.md");

    [Fact]
    public void The_page_says_what_is_in_the_packages()
    {
        PublishedPlans.Folders.ShouldNotBeEmpty();
        var expected = PlansReference.Render(PublishedPlans.Folders.Select(PublishedPlans.Read));
        if (Environment.GetEnvironmentVariable("LEDGER_WRITE_DOCS") == "1") File.WriteAllText(Page, expected);

        File.ReadAllText(Page).ReplaceLineEndings("\n").ShouldBe(expected);
    }
}
