using Ledger.Domain.Entries;
using Ledger.Domain.Projects;
using Shouldly;
using Xunit;

namespace Ledger.Domain.Tests.Entries;

public sealed class CodeTests
{
    [Fact]
    public void Every_stage_is_found_by_its_code_and_its_code_by_it()
    {
        Code<Stage>.All.Count.ShouldBe(Enum.GetValues<Stage>().Length);
        foreach (var stage in Enum.GetValues<Stage>())
        {
            Code<Stage>.TryParse(Code<Stage>.Of(stage), out var found).ShouldBeTrue();
            found.ShouldBe(stage);
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Completed")]
    [InlineData("2")]
    public void What_is_no_code_is_none(string? code) => Code<Stage>.TryParse(code, out _).ShouldBeFalse();

    [Fact]
    public void A_number_that_is_no_member_has_no_code() =>
        Should.Throw<ArgumentOutOfRangeException>(() => Code<Stage>.Of((Stage)99)).Message.ShouldContain("Stage has no such member");
}
