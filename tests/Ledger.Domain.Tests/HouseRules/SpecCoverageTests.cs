using Ledger.Domain.Entries;
using Ledger.Testing.Specs;
using Shouldly;
using Xunit;

namespace Ledger.Domain.Tests.HouseRules;

public sealed class SpecCoverageTests
{
    private static readonly int SpecsRun = SpecCoverage.RunAll(typeof(SpecCoverageTests).Assembly);

    [Fact]
    public void Every_refusal_is_provoked_by_a_spec()
    {
        var refusals = typeof(Refusal).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Refusal)) && !type.IsAbstract).ToList();
        SpecsRun.ShouldBeGreaterThan(100);
        refusals.Count.ShouldBeGreaterThan(25);
        refusals.Except(SpecCoverage.Refusals).Select(type => type.Name).ShouldBeEmpty();
    }

    [Fact]
    public void Every_event_is_accepted_in_a_spec()
    {
        SpecsRun.ShouldBeGreaterThan(100);
        EventTypes.All.Count.ShouldBeGreaterThan(35);
        EventTypes.All.Where(pair => !SpecCoverage.Events.Contains(pair.Value)).Select(pair => pair.Key).ShouldBeEmpty();
    }
}
