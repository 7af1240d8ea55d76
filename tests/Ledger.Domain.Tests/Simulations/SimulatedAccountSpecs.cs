using Ledger.Domain.Accounts;
using Ledger.Domain.Entries;
using Ledger.Domain.Simulations;
using Ledger.Testing.Specs;
using Xunit;
using static Ledger.Domain.Accounts.AccountEvent;

namespace Ledger.Domain.Tests.Simulations;

/// <summary>Simulated clerks have accounts, so that one is not the other's reviewer, but nobody gets behind one.</summary>
public sealed class SimulatedAccountSpecs : Specs<Account>
{
    private static readonly Author District = new(Simulated.Actor, Simulated.Actor);
    private static readonly Author Administrator = new("user:admin", "user:admin");
    private static readonly AccountCreated Clerk = new() { Name = "sim.zhou", Effective = On("2026-06-01") };
    private static readonly AccountCreated Person = new() { Name = "zhang.san", Effective = On("2026-06-01") };
    private static readonly RoleGranted Granted = new() { Grant = new Grant(Role.Recorder, "巫溪县"), Effective = On("2026-06-01") };
    private static readonly PasswordChanged Password = new() { Credential = "c1", Effective = On("2026-06-01") };

    [Fact]
    public void A_simulation_makes_its_clerks() => GivenBy(District, Clerk).When(Granted, District).ThenRecorded(Granted);

    [Fact]
    public void Nobody_makes_a_simulated_clerk_or_gives_one_a_password_or_a_role()
    {
        var refused = new SimulationRefusals.ThingIsSimulated("sim.zhou");
        Given().When(Clerk, Administrator).ThenRefused(refused);
        GivenBy(District, Clerk).When(Password, Administrator).ThenRefused(refused);
        GivenBy(District, Clerk).When(Granted, Administrator).ThenRefused(refused);
    }

    [Fact]
    public void A_simulation_makes_no_account_that_is_real()
    {
        Given().When(Person, District).ThenRefused(new SimulationRefusals.ThingIsReal("zhang.san"));
        Given(Person).When(Granted, District).ThenRefused(new SimulationRefusals.ThingIsReal("zhang.san"));
    }
}
