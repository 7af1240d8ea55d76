using Ledger.Domain.Accounts;
using Ledger.Domain.Entries;
using Ledger.Domain.Findings;
using Ledger.Domain.Indicators;
using Ledger.Domain.Plans;
using Ledger.Domain.Projects;

namespace Ledger.Domain.Simulations;

/// <summary>模拟: what is made up, how it is told from what is real, and that the two never mix.</summary>
/// <remarks>
/// The mark is in the names, so that it is in every id, every stream, every export and every log line, and nobody can take it
/// off: a simulated plan's code begins with <c>sim-</c>, a simulated clerk's account with <c>sim.</c>. One rule keeps them apart:
/// what is simulated is recorded by simulated authors only, and they record nothing else.
/// </remarks>
public static class Simulated
{
    /// <summary>How the codes of simulated plans begin; the ids of their projects and indicators begin with the code.</summary>
    public const string PlanPrefix = "sim-";

    /// <summary>How the names of simulated accounts begin.</summary>
    public const string AccountPrefix = "sim.";

    /// <summary>The actor of what the simulated district publishes: its plan and its accounts.</summary>
    public const string Actor = "system:simulation";

    /// <summary>How people are named as actors.</summary>
    private const string Person = "user:";

    /// <summary>Whether a plan is simulated.</summary>
    /// <param name="code">Its code.</param>
    public static bool IsPlan(string? code) => code?.StartsWith(PlanPrefix, StringComparison.Ordinal) ?? false;

    /// <summary>Whether an account is a simulated clerk's. Nobody can sign in with it: it never has a password.</summary>
    /// <param name="name">Its name.</param>
    public static bool IsAccount(string? name) => name?.StartsWith(AccountPrefix, StringComparison.Ordinal) ?? false;

    /// <summary>Whether an actor is simulated, and so whatever it recorded.</summary>
    /// <param name="actor">The actor of an entry.</param>
    public static bool IsActor(string? actor) => actor == Actor || (actor?.StartsWith(Person + AccountPrefix, StringComparison.Ordinal) ?? false);

    /// <summary>The actor that a simulated account records as.</summary>
    /// <param name="account">Its name.</param>
    public static string ActorOf(string account) => Person + account;

    /// <summary>Why an author can't record an entry because one of the two is simulated and the other is not, or null.</summary>
    internal static Refusal? Refuse(IReadOnlyList<Recorded> stream, LedgerEvent @event, Author by)
    {
        var simulated = IsActor(by.Actor) || IsActor(by.Owner);
        foreach (var thing in stream.Select(entry => ThingOf(entry.Event)).Append(ThingOf(@event)).OfType<string>())
        {
            if (IsPlan(thing) || IsAccount(thing) ? simulated : !simulated) continue;
            return simulated ? new SimulationRefusals.ThingIsReal(thing) : new SimulationRefusals.ThingIsSimulated(thing);
        }

        return null;
    }

    // A stream's first entry names the plan or the account that it belongs to.
    private static string? ThingOf(LedgerEvent @event) => @event switch
    {
        PlanEvent.PlanPublished e => e.Document.Code,
        PlanEvent.PlanRevised e => e.Document.Code,
        ProjectEvent.ProjectPlanned e => e.Plan,
        IndicatorEvent.IndicatorDefined e => e.Definition.Plan,
        IndicatorEvent.IndicatorRevised e => e.Definition.Plan,
        FindingEvent.FindingRaised e => e.Plan,
        AccountEvent.AccountCreated e => e.Name,
        KeyEvent.KeyIssued e => e.Owner,
        EntryEvent.EntryCorrected e => ThingOf(e.Replacement),
        _ => null,
    };
}
