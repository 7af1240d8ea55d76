using Microsoft.Extensions.Logging;
using Npgsql;

namespace Ledger.Postgres.Migrations;

/// <summary>Brings a database to this program's schema. Several servers may do so at once.</summary>
/// <param name="database">The database to migrate; its owner's connections are used.</param>
/// <param name="logger">Told about each file that is applied.</param>
public sealed class Migrator(LedgerDatabase database, ILogger logger)
{
    // "LDGM" in ASCII. The append path uses a key of two numbers, which is another space.
    private const long Lock = 0x4C44474D;
    private const int OldestServer = 15;

    /// <summary>The files to apply, this assembly's own. Tests put others here.</summary>
    internal IReadOnlyList<MigrationFile> Files { get; init; } = MigrationFile.All;

    /// <summary>Applies what is missing, in order, each file in a transaction together with its record.</summary>
    /// <returns>How many files were applied; 0 if the schema was up to date.</returns>
    /// <exception cref="MigrationException">
    /// The server is older than PostgreSQL 15, the database is newer than this program, an applied file was changed, or a
    /// file fails. What came before the failing file stays applied.
    /// </exception>
    /// <exception cref="NpgsqlException">The database can not be reached.</exception>
    public async Task<int> MigrateAsync(CancellationToken ct = default)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        if (connection.PostgreSqlVersion.Major < OldestServer)
        {
            throw new MigrationException(
                $"This server is PostgreSQL {connection.PostgreSqlVersion}; point the ledger to version {OldestServer} or later.");
        }

        // A session lock, since it spans several transactions. One who dies with it loses it with the connection.
        await MigrationRecords.LockAsync(connection, Lock, ct);
        try
        {
            await AppRole.EnsureAsync(connection, ct);
            if (!await database.ProbeAppRoleAsync(ct))
            {
                logger.LogWarning("The role ledger_app can not be used here: only triggers keep the log append-only. "
                    + "Let a superuser run: create role ledger_app nologin; grant ledger_app to the ledger's user.");
            }

            var applied = await ApplyMissingAsync(connection, ct);
            if (database.HasAppRole)
            {
                await AppRole.RegrantAsync(connection, ct);
            }

            return applied;
        }
        finally
        {
            await MigrationRecords.UnlockAsync(connection, Lock);
        }
    }

    private async Task<int> ApplyMissingAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        var applied = await MigrationRecords.ReadAsync(connection, ct);
        Check(applied);
        var missing = Files.Where(file => !applied.ContainsKey(file.Version)).ToList();
        foreach (var file in missing)
        {
            try
            {
                await MigrationRecords.ApplyAsync(connection, file, ct);
            }
            catch (PostgresException e)
            {
                throw new MigrationException(
                    $"Migration {file.Version:0000}_{file.Name} failed, mend its cause and start again: {e.MessageText}", e);
            }

            logger.LogInformation("Applied migration {Version:0000}_{Name}", file.Version, file.Name);
        }

        if (missing.Count > 0)
        {
            // Types and functions may be new; connections opened before must not work from what they knew.
            await connection.ReloadTypesAsync(ct);
        }

        return missing.Count;
    }

    private void Check(Dictionary<int, MigrationRecord> applied)
    {
        var known = Files.ToDictionary(file => file.Version);
        foreach (var record in applied.Values.OrderBy(record => record.Version))
        {
            if (!known.TryGetValue(record.Version, out var file))
            {
                throw new MigrationException($"The database holds migration {record.Version:0000}_{record.Name}, which this "
                    + "program does not know: start the newer version of the program that made it.");
            }

            if (!record.Hash.AsSpan().SequenceEqual(file.Hash))
            {
                throw new MigrationException($"Migration {file.Version:0000}_{file.Name} differs from what was applied on "
                    + $"{record.AppliedAt:u}: restore the released file and put the change into a new one.");
            }
        }
    }
}
