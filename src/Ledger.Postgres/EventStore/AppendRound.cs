using Npgsql;
using NpgsqlTypes;

namespace Ledger.Postgres.EventStore;

/// <summary>One call of <c>ledger.append_entries</c> (migration 0003): its parameters and its result.</summary>
internal sealed class AppendRound
{
    private const string Sql = """
        select head_before, recorded_from, actual, bases, known_first, known_last, known_same
        from ledger.append_entries($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)
        """;

    private readonly IReadOnlyList<PendingAppend> _requests;
    private readonly bool _withEntries;

    /// <param name="requests">Requests that share no stream and no key.</param>
    /// <param name="withEntries">False where the entries follow by COPY.</param>
    public AppendRound(IReadOnlyList<PendingAppend> requests, bool withEntries)
    {
        _requests = requests;
        _withEntries = withEntries;
    }

    public NpgsqlBatchCommand Command()
    {
        var command = new NpgsqlBatchCommand(Sql);
        AddItems(command.Parameters, _requests.Sum(Items));
        AddRequests(command.Parameters);
        AddEntries(command.Parameters, _withEntries ? _requests.Sum(pending => pending.Entries) : 0);
        return command;
    }

    public async Task<List<Decision>> ReadAsync(NpgsqlDataReader row, CancellationToken ct)
    {
        await row.ReadAsync(ct);
        var headBefore = row.GetInt64(0);
        var recordedFrom = row.GetDateTime(1);
        var actual = row.GetFieldValue<long[]>(2);
        var bases = row.GetFieldValue<long[]>(3);
        var keyed = !row.IsDBNull(4);
        var first = keyed ? row.GetFieldValue<long[]>(4) : [];
        var last = keyed ? row.GetFieldValue<long[]>(5) : [];
        var same = keyed ? row.GetFieldValue<bool[]>(6) : [];

        var decisions = new List<Decision>(_requests.Count);
        var item = 0;
        for (var i = 0; i < _requests.Count; i++)
        {
            var (streams, items) = (_requests[i].Request.Streams.Count, Items(_requests[i]));
            var known = keyed && first[i] >= 0 ? new KnownRequest(first[i], last[i], same[i]) : null;
            decisions.Add(new Decision(
                _requests[i], headBefore, recordedFrom, actual.AsMemory(item, items), bases.AsMemory(item, streams), known));
            item += items;
        }

        return decisions;
    }

    private static int Items(PendingAppend pending) => pending.Request.Streams.Count + (pending.Request.Guards?.Count ?? 0);

    private void AddItems(NpgsqlParameterCollection parameters, int count)
    {
        var (ids, types) = (new string[count], new string[count]);
        var (expected, counts, requests) = (new long[count], new int[count], new int[count]);
        var item = 0;
        for (var i = 0; i < _requests.Count; i++)
        {
            foreach (var append in _requests[i].Request.Streams)
            {
                (ids[item], types[item], expected[item]) = (append.Stream, append.StreamType, append.Expected.Value);
                (counts[item], requests[item]) = (append.Entries.Count, i + 1);
                item++;
            }

            // Guards are items without entries, behind those that have some.
            foreach (var guard in _requests[i].Request.Guards ?? [])
            {
                (ids[item], types[item], expected[item], requests[item]) = (guard.Stream, "", guard.Version, i + 1);
                item++;
            }
        }

        Add(parameters, ids, NpgsqlDbType.Varchar);
        Add(parameters, types, NpgsqlDbType.Varchar);
        Add(parameters, expected, NpgsqlDbType.Bigint);
        Add(parameters, counts, NpgsqlDbType.Integer);
        Add(parameters, requests, NpgsqlDbType.Integer);
    }

    private void AddRequests(NpgsqlParameterCollection parameters)
    {
        // No key at all, and the database does not look for any.
        var keyed = _requests.Any(pending => pending.Request.Idempotency is not null);
        Add(parameters, keyed ? _requests.Select(p => p.Request.Actor).ToArray() : null, NpgsqlDbType.Varchar);
        Add(parameters, keyed ? _requests.Select(p => p.Request.Idempotency?.Key).ToArray() : null, NpgsqlDbType.Varchar);
        Add(parameters, keyed ? _requests.Select(p => p.Request.Idempotency?.RequestHash.ToArray()).ToArray() : null, NpgsqlDbType.Bytea);
    }

    private void AddEntries(NpgsqlParameterCollection parameters, int count)
    {
        var (items, nths, ids) = (new int[count], new int[count], new Guid[count]);
        var (streams, types, dotNetTypes) = (new string[count], new string[count], new string?[count]);
        var (data, headers) = (new ReadOnlyMemory<byte>[count], new ReadOnlyMemory<byte>?[count]);
        var (actors, correlations, causations) = (new string[count], new string?[count], new string?[count]);
        var (entry, item) = (0, 0);
        foreach (var pending in _withEntries ? _requests : [])
        {
            var first = entry;
            foreach (var append in pending.Request.Streams)
            {
                item++;
                for (var nth = 1; nth <= append.Entries.Count; nth++, entry++)
                {
                    var given = append.Entries[nth - 1];
                    (items[entry], nths[entry], ids[entry]) = (item, nth, pending.Ids[entry - first]);
                    (streams[entry], types[entry], dotNetTypes[entry]) = (append.Stream, given.Type, given.DotNetType);
                    (data[entry], headers[entry]) = (given.Data, given.Headers);
                    actors[entry] = pending.Request.Actor;
                    (correlations[entry], causations[entry]) = (pending.Request.CorrelationId, pending.Request.CausationId);
                }
            }

            item += pending.Request.Guards?.Count ?? 0;
        }

        Add(parameters, items, NpgsqlDbType.Integer);
        Add(parameters, nths, NpgsqlDbType.Integer);
        Add(parameters, ids, NpgsqlDbType.Uuid);
        Add(parameters, streams, NpgsqlDbType.Varchar);
        Add(parameters, types, NpgsqlDbType.Varchar);
        Add(parameters, data, NpgsqlDbType.Jsonb);
        Add(parameters, dotNetTypes, NpgsqlDbType.Varchar);
        Add(parameters, headers, NpgsqlDbType.Jsonb);
        Add(parameters, actors, NpgsqlDbType.Varchar);
        Add(parameters, correlations, NpgsqlDbType.Varchar);
        Add(parameters, causations, NpgsqlDbType.Varchar);
    }

    private static void Add<T>(NpgsqlParameterCollection parameters, T[]? values, NpgsqlDbType element) =>
        parameters.Add(new NpgsqlParameter<T[]?> { TypedValue = values, NpgsqlDbType = NpgsqlDbType.Array | element });
}
