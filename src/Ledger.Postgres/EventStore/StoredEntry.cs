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

    internal static StoredEntry From(NpgsqlDataReader row) => new(
        row.GetInt64(0),
        row.GetGuid(1),
        row.GetString(2),
        row.GetInt64(3),
        row.GetString(4),
        row.GetFieldValue<byte[]>(5),
        new DateTimeOffset(row.GetDateTime(6)),
        row.IsDBNull(7) ? null : row.GetString(7),
        row.IsDBNull(8) ? null : row.GetString(8),
        row.IsDBNull(9) ? null : row.GetString(9),
        row.IsDBNull(10) ? null : (ReadOnlyMemory<byte>?)row.GetFieldValue<byte[]>(10));
}
