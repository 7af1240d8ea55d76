using Ledger.Domain.Accounts;
using Ledger.Domain.Simulations;
using Ledger.Domain.Time;

namespace Ledger.Server.Simulation;

/// <summary>One who records in the simulated district.</summary>
/// <param name="Actor">The actor of the entries.</param>
/// <param name="Role">What it may do; null for the district itself.</param>
/// <param name="Name">What people would call it.</param>
/// <param name="Desk">The weekday on which it records.</param>
internal sealed record Clerk(string Actor, Role? Role, string Name, DayOfWeek Desk)
{
    /// <summary>The first of its desk days that is not before a day.</summary>
    public DateOnly DayFrom(DateOnly day) => day.AddDays(((int)Desk - (int)day.DayOfWeek + 7) % 7);
}

/// <summary>The simulated district's education authority: its name, and who records there.</summary>
internal static class Office
{
    /// <summary>A name that no region has.</summary>
    public const string Region = "云岭示范区（模拟）";

    /// <summary>A code that no region has: those of GB/T 2260 begin with 11 to 82.</summary>
    public const string RegionCode = "009901";

    /// <summary>The day on which the accounts are made.</summary>
    public static readonly DateOnly Opened = new(2021, 1, 4);

    // A weekday for each, so that nobody's work of a day is between another's.
    public static readonly Clerk District = new(Simulated.Actor, null, "云岭示范区教育委员会（模拟）", DayOfWeek.Monday);
    public static readonly Clerk Zhou = Of("sim.zhou", Role.Recorder, "周工（模拟）", DayOfWeek.Tuesday);
    public static readonly Clerk Chen = Of("sim.chen", Role.Recorder, "陈工（模拟）", DayOfWeek.Wednesday);
    public static readonly Clerk Luo = Of("sim.luo", Role.Recorder, "罗统计（模拟）", DayOfWeek.Thursday);
    public static readonly Clerk Tang = Of("sim.tang", Role.Reviewer, "唐审核（模拟）", DayOfWeek.Friday);

    private static readonly IReadOnlyList<Clerk> Clerks = [Zhou, Chen, Luo, Tang];

    /// <summary>The streams of the accounts; every simulation has the same.</summary>
    public static IReadOnlyList<string> Streams { get; } = [.. Clerks.Select(StreamOf)];

    /// <summary>The entries that make the accounts: with a role in the simulated region, and without a password.</summary>
    public static IEnumerable<SimulatedEntry> Entries()
    {
        var today = EffectiveDate.OnDay(Opened);
        foreach (var clerk in Clerks)
        {
            yield return new SimulatedEntry(StreamOf(clerk), District, Opened, new AccountEvent.AccountCreated { Name = AccountOf(clerk), DisplayName = clerk.Name, Effective = today });
            yield return new SimulatedEntry(StreamOf(clerk), District, Opened, new AccountEvent.RoleGranted { Grant = new Grant(clerk.Role!.Value, Region), Effective = today });
        }
    }

    private static Clerk Of(string account, Role role, string name, DayOfWeek desk) => new(Simulated.ActorOf(account), role, name, desk);

    private static string AccountOf(Clerk clerk) => clerk.Actor[(clerk.Actor.IndexOf(':', StringComparison.Ordinal) + 1)..];

    private static string StreamOf(Clerk clerk) => StreamName.Of<Account>(AccountOf(clerk));
}
