namespace Ledger.Server.Simulation;

/// <summary>Puts simulated entries into the order and onto the hours in which they were recorded.</summary>
internal static class Timetable
{
    private static readonly TimeSpan Shanghai = TimeSpan.FromHours(8);
    private const int Evening = 19 * 3600 + 40 * 60;
    private const int LongestDay = 8 * 3600;

    /// <summary>The entries in order of their simulated time of recording.</summary>
    /// <remarks>A day is ordered by itself. So a simulation that ends later begins with all that one that ends earlier has.</remarks>
    public static IReadOnlyList<SimulatedEntry> Order(int seed, IEnumerable<SimulatedEntry> entries)
    {
        var days = entries.GroupBy(entry => (entry.Day, entry.Clerk.Actor)).OrderBy(group => group.Key.Day).ThenBy(group => group.Key.Actor, StringComparer.Ordinal);
        return [.. days.SelectMany(day => Sit(seed, StreamByStream(day)))];
    }

    // The entries of one stream and one sitting stand together, in the order in which they were written: the plan's projects by their numbers.
    private static List<SimulatedEntry> StreamByStream(IEnumerable<SimulatedEntry> day) =>
        [.. day.GroupBy(entry => (entry.Pace == Pace.Evening, entry.Stream)).OrderBy(group => group.Key.Item1).SelectMany(group => group)];

    private static List<SimulatedEntry> Sit(int seed, List<SimulatedEntry> sitting)
    {
        var dice = Dice.Of(seed, $"sitting {sitting[0].Clerk.Actor} {sitting[0].Day.DayNumber}");
        var pause = Math.Min(dice.Between(60, 180), LongestDay / sitting.Count);
        var second = 8 * 3600 + dice.Between(20 * 60, 50 * 60);
        foreach (var entry in sitting)
        {
            if (entry.Pace == Pace.Evening && second < Evening) second = Evening;
            entry.At = new DateTimeOffset(entry.Day.ToDateTime(TimeOnly.MinValue), Shanghai).AddSeconds(second);
            second += entry.Pace == Pace.AtOnce || entry.Clerk.Role is null ? 1 : pause;
        }

        return sitting;
    }
}
