using Ledger.Domain.Findings.Rules;
using Ledger.Server.Words;
using Shouldly;
using Xunit;

namespace Ledger.Server.Tests.Pages;

public sealed class WordsTests
{
    [Fact]
    public void Every_rule_has_a_name() => RuleWords.Unnamed(FindingRules.All.Select(rule => rule.Name)).ShouldBeEmpty();

    [Fact]
    public void Every_kind_of_entry_has_a_chinese_name() => EntryWords.Unnamed.ShouldBeEmpty();
}
