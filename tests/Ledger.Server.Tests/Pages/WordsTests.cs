using System.Runtime.CompilerServices;
using Ledger.Domain.Accounts;
using Ledger.Domain.Audit;
using Ledger.Domain.Entries;
using Ledger.Domain.Findings.Rules;
using Ledger.Domain.Indicators;
using Ledger.Domain.Plans;
using Ledger.Domain.Projects;
using Ledger.Domain.Simulations;
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
