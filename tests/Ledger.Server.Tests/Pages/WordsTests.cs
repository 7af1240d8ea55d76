using System.Runtime.CompilerServices;
using Ledger.Domain.Accounts;
using Ledger.Domain.Audit;
using Ledger.Domain.Entries;
using Ledger.Domain.Findings.Rules;
using Ledger.Domain.Indicators;
using Ledger.Domain.Plans;
using Ledger.Domain.Projects;
using Ledger.Domain.Simulations;
using Ledger.Postgres.Webhooks;
using Ledger.Server.Plans;
using Ledger.Server.Recording.Bodies;
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
    public void All_that_becomes_of_a_delivery_has_words_in_both_languages()
    {
        var (chinese, english) = (new Language(true), new Language(false));
        var said = Enum.GetValues<DeliveryOutcome>().Select(one => (chinese.Of(one), english.Of(one)))
            .Concat(Enum.GetValues<DeliveryKind>().Select(one => (chinese.Of(one), english.Of(one))))
            .Concat(Enum.GetValues<SubscriptionState>().Select(one => (chinese.Of(one), english.Of(one)))).ToList();
        said.Count.ShouldBe(14);
        said.ShouldAllBe(words => words.Item1.Any(letter => letter > '\u3000') && words.Item2.All(letter => letter < '\u3000'));
    }

    [Theory]
    [InlineData(-3, "0 秒", "0 s")]
    [InlineData(0.4, "不到 1 秒", "less than 1 s")]
    [InlineData(59.9, "59 秒", "59 s")]
    [InlineData(125, "2 分 5 秒", "2 min 5 s")]
    [InlineData(7260, "2 小时 1 分", "2 h 1 min")]
    [InlineData(266400, "3 天 2 小时", "3 d 2 h")]
    public void How_long_something_is_is_said_by_its_two_largest_units(double seconds, string chinese, string english) =>
        (new Language(true).Span(seconds), new Language(false).Span(seconds)).ShouldBe((chinese, english));

    [Fact]
    public void Every_kind_of_entry_has_a_chinese_name() => EntryWords.Unnamed.ShouldBeEmpty();

    [Fact]
    public void Every_refusal_that_a_form_can_meet_is_said_in_chinese()
    {
        Type[] doors = [typeof(EntryRefusals), typeof(EvidenceRefusals), typeof(ProjectRefusals), typeof(IndicatorRefusals), typeof(PlanRefusals), typeof(SimulationRefusals)];
        var codes = doors.SelectMany(door => door.GetNestedTypes())
            .Select(type => ((Refusal)System.Runtime.CompilerServices.RuntimeHelpers.GetUninitializedObject(type)).Code).ToList();
        codes.Count.ShouldBeGreaterThan(30);
        codes.Where(code => RefusalWords.Chinese(code) is null).ShouldBeEmpty();
    }

    [Fact]
    public void Every_member_of_every_form_has_a_name()
    {
        static IEnumerable<string> Names(Shape shape) => shape switch
        {
            Shape.Object inner => inner.Members.Where(member => member.Name != "type").SelectMany(member => Names(member.Shape).Prepend(member.Name)),
            _ => [],
        };
        var names = EntryShapes.Any.Cases.Values.Concat([ClosePeriod.Shape, IssueEvaluation.Shape]).SelectMany(Names).Distinct().ToList();
        names.Count.ShouldBeGreaterThan(40);
        FieldNames.Unnamed(names).ShouldBeEmpty();
    }
}
