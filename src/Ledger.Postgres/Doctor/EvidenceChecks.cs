using System.Security.Cryptography;
using Ledger.Postgres.Evidence;
using Npgsql;

namespace Ledger.Postgres.Doctor;

/// <summary>The files that entries name are there, whole and unchanged.</summary>
public static class EvidenceChecks
{
    private const string Area = "evidence";
    private const int Sample = 100;
    private const string Tampered = "Files are gone or changed, which the ledger never does: restore ledger_evidence and ledger_evidence_chunks from a backup.";

    private const string ThereSql = "select to_regclass('ledger.ledger_evidence') is not null";

    private const string NamedSql = """
        select count(*), count(*) filter (where f.sha256 is null), min(e.seq_id) filter (where f.sha256 is null) from ledger.mt_events e
        left join ledger.ledger_evidence f on encode(f.sha256, 'hex') = e.data ->> 'sha256' and f.size::text = e.data ->> 'size'
        where e.type = 'evidence_attached'
        """;

    // The length of a value that lies uncompressed outside its row is known without reading it.
    private const string SizesSql = """
        select count(*), count(*) filter (where not whole), min(encode(sha256, 'hex')) filter (where not whole) from (
            select f.sha256, coalesce(c.bytes, 0) = f.size and c.chunks = c.last + 1 as whole from ledger.ledger_evidence f
            left join (select content, sum(octet_length(data)) as bytes, count(*) as chunks, max(number) as last from ledger.ledger_evidence_chunks group by content) c
                on c.content = f.content) sizes
        """;

    private const string FilesSql = "select encode(sha256, 'hex'), content, size, media_type from ledger.ledger_evidence order by created desc limit $1";

    private static readonly string[] Changes =
    [
        "update ledger.ledger_evidence set size = size where false", "delete from ledger.ledger_evidence where false", "truncate ledger.ledger_evidence",
        "update ledger.ledger_evidence_chunks set number = number where false", "delete from ledger.ledger_evidence_chunks where false", "truncate ledger.ledger_evidence_chunks",
    ];

    /// <summary>Looks, and changes nothing.</summary>
    /// <param name="database">The database.</param>
    /// <param name="full">Whether every file is hashed anew, not only the latest.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>What was found, in the order in which it should be read.</returns>
    public static async Task<IReadOnlyList<Check>> RunAsync(LedgerDatabase database, bool full, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(database);
        await using (var command = database.Owner.CreateCommand(ThereSql))
            if (!(bool)(await command.ExecuteScalarAsync(ct))!) return [new Check(Area, "Files", Outcome.Warn, "no tables for files yet", "Start the server once: it makes them.")];
        var (entries, missing, first) = await CountAsync(database, NamedSql, ct);
        var (files, cut, example) = await CountAsync(database, SizesSql, ct);
        return
        [
            Check.Of(Area, "Named files", missing == 0, missing == 0 ? $"{entries} entries, all their files are there" : $"{missing} entries name files that are not there, the first at position {first}", Tampered),
            Check.Of(Area, "File sizes", cut == 0, cut == 0 ? $"{files} files, all whole" : $"{cut} files are not as long as they were, such as {example}", Tampered),
            await HashesAsync(database, full, ct),
            await RefusesAsync(database, ct),
        ];
    }

    private static async Task<Check> RefusesAsync(LedgerDatabase database, CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        var allowed = 0;
        foreach (var sql in Changes)
            if (!await DatabaseChecks.RefusedAsync(connection, sql, ct)) allowed++;
        return Check.Of(Area, "Files append-only", allowed == 0,
            allowed == 0 ? $"{Changes.Length} kinds of change tried as the owner, all refused" : $"the owner could make {allowed} kinds of change",
            "Somebody dropped or disabled the triggers append_only: restore them from Migrations/0007_evidence.sql, then compare with a backup.");
    }

    private static async Task<Check> HashesAsync(LedgerDatabase database, bool full, CancellationToken ct)
    {
        var (looked, changed) = (0, new List<string>());
        await foreach (var file in FilesAsync(database, full ? null : Sample, ct))
        {
            looked++;
            if (!await IsUnchangedAsync(database, file, ct)) changed.Add(file.Sha256);
        }

        return Check.Of(Area, "File hashes", changed.Count == 0,
            changed.Count == 0 ? $"{looked} files hashed anew{(full ? "" : $", the latest of at most {Sample}; all with --full")}" : $"{changed.Count} files are not what their hash says, such as {changed[0]}", Tampered);
    }

    private static async Task<bool> IsUnchangedAsync(LedgerDatabase database, EvidenceFile file, CancellationToken ct)
    {
        try
        {
            await using var content = new EvidenceFiles(database).Open(file);
            return Convert.ToHexStringLower(await SHA256.HashDataAsync(content, ct)) == file.Sha256;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    private static async IAsyncEnumerable<EvidenceFile> FilesAsync(LedgerDatabase database, long? most, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        await using var command = database.Owner.CreateCommand(FilesSql);
        command.CommandTimeout = 0;
        command.Parameters.Add(new() { Value = (object?)most ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Bigint });
        await using var row = await command.ExecuteReaderAsync(ct);
        while (await row.ReadAsync(ct)) yield return new EvidenceFile(row.GetString(0), row.GetGuid(1), row.GetInt64(2), row.GetString(3));
    }

    private static async Task<(long All, long Wrong, object First)> CountAsync(LedgerDatabase database, string sql, CancellationToken ct)
    {
        await using var command = database.Owner.CreateCommand(sql);
        command.CommandTimeout = 0;
        await using var row = await command.ExecuteReaderAsync(ct);
        await row.ReadAsync(ct);
        return (row.GetInt64(0), row.GetInt64(1), row.GetValue(2));
    }
}
