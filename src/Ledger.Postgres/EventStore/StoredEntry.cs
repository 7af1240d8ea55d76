using Npgsql;

namespace Ledger.Postgres.EventStore;

/// <summary>An entry as the log holds it.</summary>
/// <param name="Position">Its place in the log, from 1, without gaps.</param>
/// <param name="Id">Its id.</param>
/// <param name="Stream">The stream's id.</param>
/// <param name="Version">Its place in the stream, from 1.</param>
/// <param name="Type">The stored name of its kind.</param>
/// <param name="Data">UTF-8 JSON, as PostgreSQL spells it.</param>
/// <param name="RecordedAt">When the database recorded it, in UTC, to the microsecond.</param>
/// <param name="Actor">Who is answerable; null only in entries that another program wrote.</param>
/// <param name="CorrelationId">What ties it to other entries.</param>
/// <param name="CausationId">What caused it.</param>
/// <param name="Headers">A UTF-8 JSON object, or null.</param>
public sealed record StoredEntry(
    long Position,
    Guid Id,
    string Stream,
    long Version,
    string Type,
    ReadOnlyMemory<byte> Data,
    DateTimeOffset RecordedAt,
    string? Actor,
    string? CorrelationId,
    string? CausationId,
    ReadOnlyMemory<byte>? Headers)
{
    /// <summary>The columns that <see cref="From"/> reads, in its order.</summary>
    internal const string Columns =
        "seq_id, id, stream_id, version, type, data, timestamp, user_name, correlation_id, causation_id, headers";

    /// <summary>Reads an entry.</summary>
    /// <param name="row">The row.</param>
    /// <param name="first">The column at which those of the entry begin.</param>
    internal static StoredEntry From(NpgsqlDataReader row, int first = 0) => new(
        row.GetInt64(first),
        row.GetGuid(first + 1),
        row.GetString(first + 2),
        row.GetInt64(first + 3),
        row.GetString(first + 4),
        row.GetFieldValue<byte[]>(first + 5),
        new DateTimeOffset(row.GetDateTime(first + 6)),
        row.IsDBNull(first + 7) ? null : row.GetString(first + 7),
        row.IsDBNull(first + 8) ? null : row.GetString(first + 8),
        row.IsDBNull(first + 9) ? null : row.GetString(first + 9),
        row.IsDBNull(first + 10) ? null : (ReadOnlyMemory<byte>?)row.GetFieldValue<byte[]>(first + 10));
}
