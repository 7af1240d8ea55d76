namespace Ledger.Benchmarks;

/// <summary>A thing that is measured beside plain PostgreSQL doing the same work in the same run.</summary>
internal interface IBenchmark
{
    /// <summary>Its name on the command line.</summary>
    string Name { get; }

    /// <summary>What it does, so that a reader can check that it is fair.</summary>
    string What { get; }

    /// <summary>Measures and prints.</summary>
    Task RunAsync();
}
