namespace Ledger.Postgres.EventStore;

/// <summary>The streams and guards of a round's requests, in order, as <c>ledger.append_round</c> takes them.</summary>
internal sealed class RoundItems
{
    public RoundItems(IReadOnlyList<PendingAppend> requests)
    {
        var count = 0;
        for (var i = 0; i < requests.Count; i++)
        {
            count += Of(requests[i]);
        }

        (Streams, StreamTypes, Expected) = (new string[count], new string[count], new long[count]);
        (Counts, Requests, Uptos) = (new int[count], new int[count], new int[count]);
        (Firsts, Lasts) = (new int[requests.Count], new int[requests.Count]);
        var (item, upto) = (0, 0);
        for (var i = 0; i < requests.Count; i++)
        {
            Firsts[i] = upto + 1;
            var request = requests[i].Request;
            foreach (var append in request.Streams)
            {
                upto += append.Entries.Count;
                (Streams[item], StreamTypes[item], Expected[item]) = (append.Stream, append.StreamType, append.Expected.Value);
                (Counts[item], Requests[item], Uptos[item]) = (append.Entries.Count, i + 1, upto);
                item++;
            }

            // Guards are items without entries, behind those that have some.
            foreach (var guard in request.Guards ?? [])
            {
                (Streams[item], StreamTypes[item], Expected[item]) = (guard.Stream, "", guard.Version);
                (Requests[item], Uptos[item]) = (i + 1, upto);
                item++;
            }

            Lasts[i] = upto;
        }
    }

    public string[] Streams { get; }

    public string[] StreamTypes { get; }

    public long[] Expected { get; }

    /// <summary>Per item, its entries; 0 for a guard.</summary>
    public int[] Counts { get; }

    /// <summary>Per item, its request, from 1.</summary>
    public int[] Requests { get; }

    /// <summary>Per item, the entries of the round up to its last.</summary>
    public int[] Uptos { get; }

    /// <summary>Per request, the place of its first entry in the round, from 1.</summary>
    public int[] Firsts { get; }

    /// <summary>Per request, the place of its last entry in the round.</summary>
    public int[] Lasts { get; }

    /// <summary>The number of a request's items.</summary>
    public static int Of(PendingAppend pending) => pending.Request.Streams.Count + (pending.Request.Guards?.Count ?? 0);

    /// <summary>Per item, its first position minus one, where every request was accepted.</summary>
    public long[] Bases(long headBefore)
    {
        var bases = new long[Uptos.Length];
        for (var i = 0; i < bases.Length; i++)
        {
            bases[i] = headBefore + Uptos[i] - Counts[i];
        }

        return bases;
    }
}
