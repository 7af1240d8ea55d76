using System.Collections.Concurrent;
using System.Reflection;
using Xunit;

namespace Ledger.Testing.Specs;

/// <summary>Which events specs saw accepted and which refusals they provoked: by running them, not by reading their text.</summary>
public static class SpecCoverage
{
    private static readonly ConcurrentDictionary<Type, bool> AcceptedEvents = new();
    private static readonly ConcurrentDictionary<Type, bool> ProvokedRefusals = new();

    /// <summary>Types of events that a spec saw accepted so far.</summary>
    public static IReadOnlyCollection<Type> Events => [.. AcceptedEvents.Keys];

    /// <summary>Types of refusals that a spec saw so far.</summary>
    public static IReadOnlyCollection<Type> Refusals => [.. ProvokedRefusals.Keys];

    /// <summary>
    /// Runs every fact of the classes named …Specs, so that a house rule can look at the coverage whatever ran before it
    /// and whatever was filtered out. Facts that fail count for nothing here; they fail under their own name.
    /// </summary>
    /// <returns>The number of facts run.</returns>
    public static int RunAll(Assembly assembly)
    {
        var facts = assembly.GetTypes()
            .Where(type => !type.IsAbstract && type.Name.EndsWith("Specs", StringComparison.Ordinal))
            .SelectMany(type => type.GetMethods().Where(method => method.GetCustomAttribute<FactAttribute>() is not null && method.GetParameters().Length == 0))
            .ToList();
        foreach (var fact in facts)
        {
            try
            {
                fact.Invoke(Activator.CreateInstance(fact.DeclaringType!), null);
            }
            catch (TargetInvocationException)
            {
                // It fails under its own name.
            }
        }

        return facts.Count;
    }

    internal static void Accepted(Type @event) => AcceptedEvents.TryAdd(@event, true);

    /// <summary>Takes note of a refusal that a spec saw where no stream alone could give it.</summary>
    public static void Provoked(Type refusal) => ProvokedRefusals.TryAdd(refusal, true);
}
