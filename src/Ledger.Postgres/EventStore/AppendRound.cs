using Npgsql;
using NpgsqlTypes;

namespace Ledger.Postgres.EventStore;

/// <summary>One call of <c>ledger.append_round</c> (migration 0011): its parameters and its result.</summary>
internal sealed class AppendRound
{
    private const string Sql = """
        select head_before, recorded_from, actual, bases, known_first, known_last, known_same
        from ledger.append_round($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22)
        """;

    private readonly IReadOnlyList<PendingAppend> _requests;
    private readonly RoundItems _items;
    private readonly bool _withEntries;

    /// <param name="requests">Requests that share no stream and no key.</param>
    /// <param name="withEntries">False where the entries follow by COPY.</param>
    public AppendRound(IReadOnlyList<PendingAppend> requests, bool withEntries)
    {
        _requests = requests;
        _items = new RoundItems(requests);
        _withEntries = withEntries;
    }

    public NpgsqlBatchCommand Command()
    {
        var command = new NpgsqlBatchCommand(Sql);
        var parameters = command.Parameters;
        Add(parameters, _items.Streams, NpgsqlDbType.Varchar);
        Add(parameters, _items.StreamTypes, NpgsqlDbType.Varchar);
        Add(parameters, _items.Expected, NpgsqlDbType.Bigint);
        Add(parameters, _items.Counts, NpgsqlDbType.Integer);
        Add(parameters, _items.Requests, NpgsqlDbType.Integer);
        Add(parameters, _items.Uptos, NpgsqlDbType.Integer);
        AddRequests(parameters);
        new RoundEntries(_withEntries ? _requests : []).AddTo(parameters);
        return command;
    }

    public async Task<List<Decision>> ReadAsync(NpgsqlDataReader row, CancellationToken ct)
    {
        await row.ReadAsync(ct);
        var headBefore = row.GetInt64(0);
        var recordedFrom = row.GetDateTime(1);
        var actual = row.GetFieldValue<long[]>(2);
        var bases = row.IsDBNull(3) ? _items.Bases(headBefore) : row.GetFieldValue<long[]>(3);
        var keyed = !row.IsDBNull(4);
        var first = keyed ? row.GetFieldValue<long[]>(4) : [];
        var last = keyed ? row.GetFieldValue<long[]>(5) : [];
        var same = keyed ? row.GetFieldValue<bool[]>(6) : [];

        var decisions = new List<Decision>(_requests.Count);
        var item = 0;
        for (var i = 0; i < _requests.Count; i++)
        {
            var (streams, items) = (_requests[i].Request.Streams.Count, RoundItems.Of(_requests[i]));
            var known = keyed && first[i] >= 0 ? new KnownRequest(first[i], last[i], same[i]) : null;
            decisions.Add(new Decision(
                _requests[i], headBefore, recordedFrom, actual.AsMemory(item, items), bases.AsMemory(item, streams), known));
            item += items;
        }

        return decisions;
    }

    internal static void Add<T>(NpgsqlParameterCollection parameters, T[]? values, NpgsqlDbType element) =>
        parameters.Add(new NpgsqlParameter<T[]?> { TypedValue = values, NpgsqlDbType = NpgsqlDbType.Array | element });

    private void AddRequests(NpgsqlParameterCollection parameters)
    {
        // No key at all, and the database does not look for any.
        var keyed = _requests.Any(pending => pending.Request.Idempotency is not null);
        Add(parameters, keyed ? _requests.Select(p => p.Request.Actor).ToArray() : null, NpgsqlDbType.Varchar);
        Add(parameters, keyed ? _requests.Select(p => p.Request.Idempotency?.Key).ToArray() : null, NpgsqlDbType.Varchar);
        Add(parameters, keyed ? _requests.Select(p => p.Request.Idempotency?.RequestHash.ToArray()).ToArray() : null, NpgsqlDbType.Bytea);
        Add(parameters, keyed ? _items.Firsts : null, NpgsqlDbType.Integer);
        Add(parameters, keyed ? _items.Lasts : null, NpgsqlDbType.Integer);
    }
}
