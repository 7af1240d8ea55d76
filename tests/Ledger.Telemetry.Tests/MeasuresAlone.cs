using Xunit;

namespace Ledger.Telemetry.Tests;

/// <summary>Tests of measures: a process has one set of them, so no other server runs beside these.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class MeasuresAlone
{
    public const string Name = "Measures";
}
