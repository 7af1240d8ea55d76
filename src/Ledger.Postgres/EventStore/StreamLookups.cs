using Npgsql;
using NpgsqlTypes;

namespace Ledger.Postgres.EventStore;

/// <summary>Versions and entries of single streams, for many callers at once.</summary>
/// <param name="database">The database.</param>
public sealed class StreamLookups(LedgerDatabase database)
{
    private const int MostWaiting = 4_096;

    private const string VersionsSql = "select id, version from ledger.mt_streams where id = any($1)";

    private readonly SharedLookup<string, long> _versions = new((streams, ct) => ReadVersionsAsync(database.App, streams, ct), mostAtOnce: 1, MostWaiting);

    // Two, so that one long stream does not keep all others waiting.
    private readonly SharedLookup<string, IReadOnlyList<StoredEntry>> _entries = new(
        (streams, ct) => ReadStreams.ReadAsync(database.App, streams, [], ct), mostAtOnce: 2, MostWaiting);

    /// <summary>The versions that streams have after this call began; a stream that is not there is absent.</summary>
    /// <exception cref="LedgerBusyException">Too many callers wait.</exception>
    public Task<IReadOnlyDictionary<string, long>> VersionsAsync(IReadOnlyList<string> streams, CancellationToken ct) => _versions.FindAsync(streams, ct);

    /// <summary>The entries that streams have after this call began, in order of version; a stream that is not there is absent.</summary>
    /// <exception cref="LedgerBusyException">Too many callers wait.</exception>
    public Task<IReadOnlyDictionary<string, IReadOnlyList<StoredEntry>>> EntriesAsync(IReadOnlyList<string> streams, CancellationToken ct) => _entries.FindAsync(streams, ct);

    private static async Task<IReadOnlyDictionary<string, long>> ReadVersionsAsync(NpgsqlDataSource source, string[] streams, CancellationToken ct)
    {
        await using var command = source.CreateCommand(VersionsSql);
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = streams, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Varchar });
        await using var row = await command.ExecuteReaderAsync(ct);
        var versions = new Dictionary<string, long>(streams.Length, StringComparer.Ordinal);
        while (await row.ReadAsync(ct)) versions.Add(row.GetString(0), row.GetInt64(1));
        return versions;
    }
}
