using Npgsql;
using NpgsqlTypes;

namespace Ledger.Postgres.EventStore;

/// <summary>The entries of a round's requests, in order, as <c>ledger.append_round</c> takes them.</summary>
internal sealed class RoundEntries
{
    private readonly int[] _items;
    private readonly int[] _nths;
    private readonly Guid[] _ids;
    private readonly string[] _streams;
    private readonly string[] _types;
    private readonly ReadOnlyMemory<byte>[] _data;
    private readonly string[] _actors;

    // What few entries have: null until one has it, and then the database need not look at it.
    private string?[]? _dotNetTypes;
    private ReadOnlyMemory<byte>?[]? _headers;
    private string?[]? _correlations;
    private string?[]? _causations;

    public RoundEntries(IReadOnlyList<PendingAppend> requests)
    {
        var count = requests.Sum(pending => pending.Entries);
        (_items, _nths, _ids) = (new int[count], new int[count], new Guid[count]);
        (_streams, _types, _actors) = (new string[count], new string[count], new string[count]);
        _data = new ReadOnlyMemory<byte>[count];
        var (entry, item) = (0, 0);
        foreach (var pending in requests)
        {
            pending.Ids.CopyTo(_ids, entry);
            foreach (var append in pending.Request.Streams)
            {
                item++;
                for (var nth = 1; nth <= append.Entries.Count; nth++, entry++)
                {
                    (_items[entry], _nths[entry], _streams[entry]) = (item, nth, append.Stream);
                    Set(entry, append.Entries[nth - 1], pending.Request);
                }
            }

            item += pending.Request.Guards?.Count ?? 0;
        }
    }

    public void AddTo(NpgsqlParameterCollection parameters)
    {
        AppendRound.Add(parameters, _items, NpgsqlDbType.Integer);
        AppendRound.Add(parameters, _nths, NpgsqlDbType.Integer);
        AppendRound.Add(parameters, _ids, NpgsqlDbType.Uuid);
        AppendRound.Add(parameters, _streams, NpgsqlDbType.Varchar);
        AppendRound.Add(parameters, _types, NpgsqlDbType.Varchar);
        AppendRound.Add(parameters, _data, NpgsqlDbType.Jsonb);
        AppendRound.Add(parameters, _dotNetTypes, NpgsqlDbType.Varchar);
        AppendRound.Add(parameters, _headers, NpgsqlDbType.Jsonb);
        AppendRound.Add(parameters, _actors, NpgsqlDbType.Varchar);
        AppendRound.Add(parameters, _correlations, NpgsqlDbType.Varchar);
        AppendRound.Add(parameters, _causations, NpgsqlDbType.Varchar);
    }

    private void Set(int entry, NewEntry given, AppendRequest request)
    {
        (_types[entry], _data[entry], _actors[entry]) = (given.Type, given.Data, request.Actor);
        Set(ref _dotNetTypes, entry, given.DotNetType);
        Set(ref _correlations, entry, request.CorrelationId);
        Set(ref _causations, entry, request.CausationId);
        if (given.Headers is { } headers)
        {
            (_headers ??= new ReadOnlyMemory<byte>?[_ids.Length])[entry] = headers;
        }
    }

    private void Set(ref string?[]? values, int entry, string? value)
    {
        if (value is not null)
        {
            (values ??= new string?[_ids.Length])[entry] = value;
        }
    }
}
