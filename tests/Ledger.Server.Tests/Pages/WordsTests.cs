using System.Runtime.CompilerServices;
using Ledger.Domain.Accounts;
using Ledger.Domain.Audit;
using Ledger.Domain.Entries;
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
    public void Every_flag_has_a_name_and_a_reason() => FlagWords.Unnamed(AuditFlags.Names).ShouldBeEmpty();

    [Fact]
    public void Every_refusal_about_accounts_and_keys_has_chinese_words()
    {
        var refusals = new[] { typeof(AccountRefusals), typeof(KeyRefusals) }.SelectMany(all => all.GetNestedTypes())
            .Select(type => ((Refusal)RuntimeHelpers.GetUninitializedObject(type)).Code).ToList();
        refusals.Count.ShouldBeGreaterThan(12);
        AccountWords.Unnamed(refusals).ShouldBeEmpty();
    }

    [Fact]
    public void Every_kind_of_entry_has_a_chinese_name() => EntryWords.Unnamed.ShouldBeEmpty();
}
