namespace Ledger.Testing;

/// <summary>The PostgreSQL server that tests run on.</summary>
public static class TestServer
{
    /// <summary>A connection string of a superuser, or of a user who may create databases and roles; without a database.</summary>
    /// <exception cref="InvalidOperationException">No server is named: storage is tested on real PostgreSQL or not at all.</exception>
    public static string ConnectionString { get; } =
        Environment.GetEnvironmentVariable("LEDGER_TEST_POSTGRES") is { Length: > 0 } given
            ? given
            : throw new InvalidOperationException(
                "Set LEDGER_TEST_POSTGRES to a PostgreSQL server, such as Host=127.0.0.1;Port=5432;Username=postgres.");
}
