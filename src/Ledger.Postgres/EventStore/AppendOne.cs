using Npgsql;
using NpgsqlTypes;

namespace Ledger.Postgres.EventStore;

/// <summary>Calls <c>ledger.append_one</c> (migration 0011) on one connection: one entry of one caller, alone in its commit.</summary>
/// <remarks>The command is prepared once and kept with its parameters: a caller alone waits for whatever is done here.</remarks>
internal sealed class AppendOne : IAsyncDisposable
{
    private const string Sql = """
        select head_before, recorded_from, actual, base, known_first, known_last, known_same
        from ledger.append_one($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
        """;

    private readonly NpgsqlCommand _command;
    private readonly NpgsqlParameter<string> _stream = new() { NpgsqlDbType = NpgsqlDbType.Varchar };
    private readonly NpgsqlParameter<string> _streamType = new() { NpgsqlDbType = NpgsqlDbType.Varchar };
    private readonly NpgsqlParameter<long> _expected = new() { NpgsqlDbType = NpgsqlDbType.Bigint };
    private readonly NpgsqlParameter<string> _actor = new() { NpgsqlDbType = NpgsqlDbType.Varchar };
    private readonly NpgsqlParameter<string?> _key = new() { NpgsqlDbType = NpgsqlDbType.Varchar };
    private readonly NpgsqlParameter<byte[]?> _hash = new() { NpgsqlDbType = NpgsqlDbType.Bytea };
    private readonly NpgsqlParameter<Guid> _id = new() { NpgsqlDbType = NpgsqlDbType.Uuid };
    private readonly NpgsqlParameter<string> _type = new() { NpgsqlDbType = NpgsqlDbType.Varchar };
    private readonly NpgsqlParameter<ReadOnlyMemory<byte>> _data = new() { NpgsqlDbType = NpgsqlDbType.Jsonb };
    private readonly NpgsqlParameter<string?> _dotNetType = new() { NpgsqlDbType = NpgsqlDbType.Varchar };
    private readonly NpgsqlParameter<ReadOnlyMemory<byte>?> _headers = new() { NpgsqlDbType = NpgsqlDbType.Jsonb };
    private readonly NpgsqlParameter<string?> _correlation = new() { NpgsqlDbType = NpgsqlDbType.Varchar };
    private readonly NpgsqlParameter<string?> _causation = new() { NpgsqlDbType = NpgsqlDbType.Varchar };
    private bool _prepared;

    public AppendOne(NpgsqlConnection connection)
    {
        _command = new NpgsqlCommand(Sql, connection);
        NpgsqlParameter[] parameters =
        [
            _stream, _streamType, _expected, _actor, _key, _hash, _id, _type, _data, _dotNetType, _headers, _correlation, _causation,
        ];
        _command.Parameters.AddRange(parameters);
    }

    public static bool Fits(PendingAppend pending) => pending is { Entries: 1, Request.Guards: null or { Count: 0 } };

    /// <summary>Appends an entry.</summary>
    /// <returns>What was decided; durable, for the statement is its own transaction and its end is waited for.</returns>
    public async Task<Decision> ExecuteAsync(PendingAppend pending)
    {
        Set(pending);
        if (!_prepared)
        {
            await _command.PrepareAsync(CancellationToken.None);
            _prepared = true;
        }

        await using var row = await _command.ExecuteReaderAsync(CancellationToken.None);
        await row.ReadAsync(CancellationToken.None);
        var known = row.IsDBNull(4) ? null : new KnownRequest(row.GetInt64(4), row.GetInt64(5), row.GetBoolean(6));
        var decision = new Decision(
            pending, row.GetInt64(0), row.GetDateTime(1), new[] { row.GetInt64(2) }, new[] { row.GetInt64(3) }, known);
        await row.NextResultAsync(CancellationToken.None);
        return decision;
    }

    public ValueTask DisposeAsync() => _command.DisposeAsync();

    private void Set(PendingAppend pending)
    {
        var (request, append) = (pending.Request, pending.Request.Streams[0]);
        var entry = append.Entries[0];
        (_stream.TypedValue, _streamType.TypedValue, _expected.TypedValue) = (append.Stream, append.StreamType, append.Expected.Value);
        (_actor.TypedValue, _id.TypedValue) = (request.Actor, pending.Ids[0]);
        (_key.TypedValue, _hash.TypedValue) = (request.Idempotency?.Key, request.Idempotency?.RequestHash.ToArray());
        (_type.TypedValue, _data.TypedValue, _dotNetType.TypedValue) = (entry.Type, entry.Data, entry.DotNetType);
        (_headers.TypedValue, _correlation.TypedValue, _causation.TypedValue) = (entry.Headers, request.CorrelationId, request.CausationId);
    }
}
