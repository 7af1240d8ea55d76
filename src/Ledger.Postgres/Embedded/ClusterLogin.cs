using Npgsql;

namespace Ledger.Postgres.Embedded;

/// <summary>What a running cluster says to our password.</summary>
internal enum ClusterAnswer
{
    /// <summary>It let us in, and the ledger's database is there.</summary>
    Yes,

    /// <summary>It doesn't know our password.</summary>
    WrongPassword,

    /// <summary>Nothing, or that it is starting or stopping.</summary>
    NotNow,
}

/// <summary>Logs in to the cluster and sees to it that the ledger's database and password are there.</summary>
internal sealed class ClusterLogin(DataFolder folder)
{
    public Version Version { get; private set; } = new();

    public string ConnectionString(int port) => Describe(port).ConnectionString;

    public async Task<ClusterAnswer> AskAsync(int port, CancellationToken cancellationToken)
    {
        if (!File.Exists(folder.Password))
            return ClusterAnswer.WrongPassword;
        // Not pooled: a connection left in a pool of ours would be in the way of nothing but a clean stop.
        var ours = Describe(port);
        ours.Timeout = 5;
        try
        {
            await using var source = LedgerDatabase.Unpooled(ours.ConnectionString);
            await using var connection = await source.OpenConnectionAsync(cancellationToken);
            Version = connection.PostgreSqlVersion;
            return ClusterAnswer.Yes;
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.InvalidCatalogName)
        {
            await CreateDatabaseAsync(ours, cancellationToken);
            return await AskAsync(port, cancellationToken);
        }
        catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.InvalidPassword
            or PostgresErrorCodes.InvalidAuthorizationSpecification)
        {
            return ClusterAnswer.WrongPassword;
        }
        catch (NpgsqlException)
        {
            return ClusterAnswer.NotNow;
        }
    }

    /// <summary>
    /// Gives the stopped cluster a new password: the file was lost, or came from another copy. Who may do this can read the
    /// data files anyway.
    /// </summary>
    public async Task ResetPasswordAsync(
        PostgresBinaries binaries, PostgresAccount account, CancellationToken cancellationToken)
    {
        var password = ClusterCreation.NewPassword();
        var result = await PostgresTool.RunAsync(
            binaries.Server, ["--single", "-D", folder.Database, "postgres"], account, cancellationToken,
            $"ALTER ROLE {ClusterSettings.User} PASSWORD '{password}'\n");
        if (!result.Succeeded)
            throw new EmbeddedPostgresException(
                $"The database in {folder.Path} doesn't know the password in {folder.Password}, and it can't be given a new one "
                + $"({result.Complaint}): restore that file.");
        FileModes.WritePrivate(folder.Password, password);
    }

    private static async Task CreateDatabaseAsync(NpgsqlConnectionStringBuilder ours, CancellationToken cancellationToken)
    {
        var maintenance = new NpgsqlConnectionStringBuilder(ours.ConnectionString) { Database = "postgres" };
        await using var source = LedgerDatabase.Unpooled(maintenance.ConnectionString);
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var command = new NpgsqlCommand($"create database {ClusterSettings.DatabaseName}", connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private NpgsqlConnectionStringBuilder Describe(int port) => new()
    {
        Host = "127.0.0.1",
        Port = port,
        Database = ClusterSettings.DatabaseName,
        Username = ClusterSettings.User,
        Password = ReadPassword(),
        // Loopback, and the password doesn't cross it (SCRAM): asking for encryption first only costs round trips.
        SslMode = SslMode.Disable,
        GssEncryptionMode = GssEncryptionMode.Disable,
    };

    private string ReadPassword()
    {
        try
        {
            return File.ReadAllText(folder.Password).Trim();
        }
        catch (UnauthorizedAccessException e)
        {
            throw DataFolderLocks.NotOurs(folder.Password, e);
        }
    }
}
