using Ledger.Domain.Entries;

namespace Ledger.Domain.Simulations;

/// <summary>Why an entry is refused that would mix what is simulated with what is real.</summary>
public static class SimulationRefusals
{
    /// <summary>The entry is about something simulated, and its author is not.</summary>
    /// <param name="Thing">Code of the plan, or name of the account.</param>
    public sealed record ThingIsSimulated(string Thing) : Refusal
    {
        /// <inheritdoc />
        public override string Code => "thing_is_simulated";

        /// <inheritdoc />
        public override string Message => $"'{Thing}' is simulated: only 'ledger simulate' records there. Choose a plan or an account that is real.";
    }

    /// <summary>The entry is about something real, and its author is simulated.</summary>
    /// <param name="Thing">Code of the plan, or name of the account.</param>
    public sealed record ThingIsReal(string Thing) : Refusal
    {
        /// <inheritdoc />
        public override string Code => "thing_is_real";

        /// <inheritdoc />
        public override string Message => $"'{Thing}' is real: a simulation records nothing there. Names of simulated plans begin with '{Simulated.PlanPrefix}', those of simulated accounts with '{Simulated.AccountPrefix}'.";
    }
}
