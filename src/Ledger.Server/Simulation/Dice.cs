using System.Text;

namespace Ledger.Server.Simulation;

/// <summary>Chance, of which the same seed gives the same for ever: on every machine, in every version of .NET.</summary>
/// <remarks>
/// SplitMix64 (Steele, Lea, Flood 2014), seeded by FNV-1a. Everything simulated has dice of its own, named after it: so one more
/// project, or a later end, changes no other throw.
/// </remarks>
internal sealed class Dice
{
    private ulong _state;

    private Dice(ulong state) => _state = state;

    /// <summary>The dice of one thing.</summary>
    /// <param name="seed">Seed of the simulation.</param>
    /// <param name="what">Name of the thing.</param>
    public static Dice Of(int seed, string what)
    {
        var hash = 14695981039346656037UL;
        foreach (var octet in Encoding.UTF8.GetBytes(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{seed}:{what}")))
            hash = unchecked((hash ^ octet) * 1099511628211UL);
        return new Dice(hash);
    }

    /// <summary>A number from <paramref name="first"/> to <paramref name="last"/>, both included.</summary>
    public int Between(int first, int last) => first + (int)(Next() % (ulong)(last - first + 1));

    /// <summary>True in so many of a hundred cases.</summary>
    public bool Chance(int percent) => Between(1, 100) <= percent;

    /// <summary>One of some.</summary>
    public T Pick<T>(IReadOnlyList<T> some) => some[Between(0, some.Count - 1)];

    private ulong Next()
    {
        unchecked
        {
            var z = _state += 0x9E3779B97F4A7C15UL;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
            return z ^ (z >> 31);
        }
    }
}
