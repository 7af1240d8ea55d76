using Ledger.Postgres.Migrations;
using Npgsql;

namespace Ledger.Postgres.ReadModels;

/// <summary>How the database of a ledger stands to this program.</summary>
/// <param name="Applied">Number of the last migration that the database has; 0 for none.</param>
/// <param name="Known">Number of the last migration that this program has.</param>
/// <param name="Missing">Numbers of migrations that the database lacks.</param>
/// <param name="Head">The last position of the log.</param>
/// <param name="Models">Where the read models stand; <see langword="null"/> where their tables have not been made yet.</param>
public sealed record DatabaseStatus(int Applied, int Known, IReadOnlyList<int> Missing, long Head, IReadOnlyList<ReadModelStatus>? Models);

/// <summary>Asks the database how it stands, for health checks.</summary>
/// <param name="database">The database.</param>
public sealed class LedgerStatus(LedgerDatabase database)
{
    /// <summary>Reads the status; a database that nobody has migrated yet is answered, not thrown at.</summary>
    /// <exception cref="NpgsqlException">The database can not be reached.</exception>
    public async Task<DatabaseStatus> ReadAsync(CancellationToken ct = default)
    {
        await using var connection = await database.App.OpenConnectionAsync(ct);
        var known = MigrationFile.All.Select(file => file.Version).ToList();
        var applied = await ExistsAsync(connection, "ledger.ledger_migrations", ct) ? await AppliedAsync(connection, ct) : [];
        var missing = known.Except(applied).ToList();
        var head = missing.Count == 0 ? await HeadAsync(connection, ct) : 0;
        var models = await ExistsAsync(connection, ReadModelSchema.Live + ".models", ct)
            ? WithThoseAtNothing(await ReadModelStatus.ReadAsync(connection, ReadModelSchema.Live, ct))
            : null;
        return new DatabaseStatus(applied.DefaultIfEmpty(0).Max(), known[^1], missing, head, models);
    }

    // A model has no status before it has read anything.
    private static List<ReadModelStatus> WithThoseAtNothing(IReadOnlyList<ReadModelStatus> stored) =>
    [
        .. new[] { PlanModel.TableName, ProjectModel.TableName, IndicatorModel.TableName, FindingModel.TableName }
            .Select(name => stored.FirstOrDefault(status => status.Name == name) ?? new ReadModelStatus(name, "", 0, [], null, null)),
    ];

    private static async Task<bool> ExistsAsync(NpgsqlConnection connection, string table, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand("select to_regclass($1) is not null", connection) { Parameters = { new() { Value = table } } };
        return (bool)(await command.ExecuteScalarAsync(ct))!;
    }

    private static async Task<List<int>> AppliedAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand("select version from ledger.ledger_migrations", connection);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var all = new List<int>();
        while (await reader.ReadAsync(ct)) all.Add(reader.GetInt32(0));
        return all;
    }

    private static async Task<long> HeadAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand("select position from ledger.ledger_head", connection);
        return (long)(await command.ExecuteScalarAsync(ct))!;
    }
}
