using Ledger.Postgres.Embedded;
using Npgsql;

namespace Ledger.Server.Hosting;

/// <summary>Where a ledger is: on a database server of somebody's, or in a data folder with a PostgreSQL of its own.</summary>
/// <param name="ConnectionString">The server's connection string; <see langword="null"/> for a data folder.</param>
/// <param name="DataFolder">Absolute path of the data folder; <see langword="null"/> for a server.</param>
internal sealed record LedgerLocation(string? ConnectionString, string? DataFolder)
{
    /// <summary>Finds out what was asked for.</summary>
    /// <param name="data">The value of <c>--data</c>, if given.</param>
    /// <param name="configuration">Holds <c>ConnectionStrings:Ledger</c>, if set.</param>
    /// <exception cref="LedgerFailure">Both are given, or the connection string is none.</exception>
    public static LedgerLocation Of(string? data, IConfiguration configuration)
    {
        var connectionString = configuration.GetConnectionString("Ledger");
        if (string.IsNullOrWhiteSpace(connectionString)) return new LedgerLocation(null, DefaultDataFolder.Resolve(data));
        // Whichever we chose, the other one would be the ledger that somebody meant to write to.
        if (data is not null)
            throw new LedgerFailure(ExitCode.Usage, "ConnectionStrings__Ledger names a database server and --data a folder: give only one of them.");
        return new LedgerLocation(Checked(connectionString), null);
    }

    /// <summary>For people: the folder, or the server's host, port and database. Never a password.</summary>
    public override string ToString() => ConnectionString is null ? DataFolder! : NameOf(ConnectionString);

    private static string NameOf(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        var port = settings.Host?.Contains(':', StringComparison.Ordinal) == true ? "" : $":{settings.Port}";
        return $"{settings.Host}{port}/{settings.Database ?? settings.Username}";
    }

    private static string Checked(string connectionString)
    {
        try
        {
            var settings = new NpgsqlConnectionStringBuilder(connectionString);
            if (!string.IsNullOrWhiteSpace(settings.Host)) return connectionString;
        }
        catch (ArgumentException e)
        {
            throw new LedgerFailure(ExitCode.Usage, $"ConnectionStrings__Ledger is no connection string ({e.Message.TrimEnd('.')}): {Example}", e);
        }

        throw new LedgerFailure(ExitCode.Usage, $"ConnectionStrings__Ledger names no host: {Example}");
    }

    private const string Example = "write it like Host=db;Database=ledger;Username=ledger;Password=….";
}
