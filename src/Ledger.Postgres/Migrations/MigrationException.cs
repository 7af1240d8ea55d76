namespace Ledger.Postgres.Migrations;

/// <summary>The database can not be brought to this program's schema. The message is one sentence that says what to do.</summary>
public sealed class MigrationException : Exception
{
    /// <summary>Creates the exception.</summary>
    public MigrationException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with the failure that caused it.</summary>
    public MigrationException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
