using Xunit;

namespace Ledger.Server.Tests;

/// <summary>Tests that measure what the process holds: nothing runs beside them.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class MeasuredMemory
{
    public const string Name = "Measured memory";
}
