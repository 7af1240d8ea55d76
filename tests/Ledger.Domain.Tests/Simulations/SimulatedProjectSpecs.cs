using Ledger.Domain.Entries;
using Ledger.Domain.Projects;
using Ledger.Domain.Simulations;
using Ledger.Domain.Tests.Projects;
using Shouldly;
using Xunit;
using static Ledger.Domain.Projects.ProjectEvent;

namespace Ledger.Domain.Tests.Simulations;

/// <summary>What is simulated and what is real never mix: neither in a stream nor by moving a thing between plans.</summary>
public sealed class SimulatedProjectSpecs : ProjectSpecs
{
    private static readonly Author Clerk = new(Simulated.ActorOf("sim.zhou"), Simulated.ActorOf("sim.zhou"));
    private static readonly Author District = new(Simulated.Actor, Simulated.Actor);
    private static readonly Author Reviewer = new(Simulated.ActorOf("sim.tang"), Simulated.ActorOf("sim.tang"));
    private static readonly Author Person = new("user:zhang.san", "user:zhang.san");
    private static readonly ProjectPlanned Fictional = Planned with { Plan = "sim-1" };

    [Fact]
    public void Simulated_authors_record_on_simulated_plans()
    {
        Given().When(Fictional, District).ThenRecorded(Fictional);
        GivenBy(District, Fictional).When(StartedOn("2022-06-18"), Clerk).ThenRecorded(StartedOn("2022-06-18"));
        GivenBy(Clerk, Fictional).By(1, Clerk.Actor, Clerk.Owner).When(Confirm(1), Reviewer).ThenRecorded(Confirm(1));
    }

    [Fact]
    public void Nobody_real_records_on_a_simulated_plan()
    {
        var refused = new SimulationRefusals.ThingIsSimulated("sim-1");
        Given().When(Fictional, Person).ThenRefused(refused);
        Given().When(Fictional, new Author(Review.ImportActor, Review.ImportActor)).ThenRefused(refused);
        LedgerEvent[] further = [StartedOn("2022-06-18"), Void(1), Correct(1, Fictional), Confirm(1)];
        foreach (var one in further) GivenBy(District, Fictional).When(one, Person).ThenRefused(refused);
    }

    [Fact]
    public void Nobody_simulated_records_on_a_real_plan()
    {
        var refused = new SimulationRefusals.ThingIsReal("wuxi-145");
        Given().When(Planned, District).ThenRefused(refused);
        LedgerEvent[] further = [StartedOn("2022-06-18"), Void(1), Correct(1, Planned), Confirm(1)];
        foreach (var one in further) Given(Planned).When(one, Clerk).ThenRefused(refused);
    }

    [Fact]
    public void A_project_moves_neither_into_a_simulated_plan_nor_out_of_one()
    {
        Given(Planned).When(Correct(1, Fictional), Person).ThenRefused(new SimulationRefusals.ThingIsSimulated("sim-1"));
        Given(Planned).When(Correct(1, Fictional), Clerk).ThenRefused(new SimulationRefusals.ThingIsReal("wuxi-145"));
        GivenBy(District, Fictional).When(Correct(1, Planned), Clerk).ThenRefused(new SimulationRefusals.ThingIsReal("wuxi-145"));
        GivenBy(District, Fictional).When(Correct(1, Planned), Person).ThenRefused(new SimulationRefusals.ThingIsSimulated("sim-1"));
    }

    [Fact]
    public void A_project_whose_every_entry_was_voided_stays_what_it_was() =>
        GivenBy(District, Fictional, Void(1)).When(Planned, Person).ThenRefused(new SimulationRefusals.ThingIsSimulated("sim-1"));

    [Fact]
    public void A_key_of_a_simulated_clerk_is_simulated_too() =>
        Given(Planned).When(StartedOn("2022-06-18"), new Author("key:k7f3", Clerk.Owner)).ThenRefused(new SimulationRefusals.ThingIsReal("wuxi-145"));

    [Fact]
    public void What_the_simulated_district_publishes_needs_no_review() =>
        GivenBy(District, Fictional).By(1, Simulated.Actor).When(Confirm(1), Reviewer).ThenRefused(new EntryRefusals.NeedsNoReview(Entry(1)));

    [Fact]
    public void Names_that_only_look_alike_are_real()
    {
        string[] plans = ["sim", "sim1", "simulated-1", "SIM-1", "a-sim-1", ""];
        plans.Where(Simulated.IsPlan).ShouldBeEmpty();
        string[] actors = ["user:sim", "user:simon", "user:si.sim.", "sim.zhou", "key:sim.zhou", "oidc:sim.zhou", "system:simulations", ""];
        actors.Where(Simulated.IsActor).ShouldBeEmpty();
    }
}
