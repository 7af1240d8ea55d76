namespace Ledger.Postgres.EventStore;

/// <summary>Sorts requests into rounds.</summary>
internal static class AppendRounds
{
    /// <summary>
    /// Within a round no two requests share a stream or an idempotency key, and of two that do, the earlier is in the
    /// earlier round: it sees the other's work as if they had come one after the other.
    /// </summary>
    public static List<List<PendingAppend>> Split(IReadOnlyList<PendingAppend> batch)
    {
        if (batch.Count == 1)
        {
            return [[batch[0]]];
        }

        var rounds = new List<List<PendingAppend>>();
        var nextOfStream = new Dictionary<string, int>(StringComparer.Ordinal);
        var nextOfKey = new Dictionary<(string Actor, string Key), int>();
        foreach (var pending in batch)
        {
            var round = 0;
            foreach (var append in pending.Request.Streams)
            {
                round = Math.Max(round, nextOfStream.GetValueOrDefault(append.Stream));
            }

            // A guard must see what was appended to its stream before it. What comes after it may share its round: it goes
            // to a later position.
            foreach (var guard in pending.Request.Guards ?? [])
            {
                round = Math.Max(round, nextOfStream.GetValueOrDefault(guard.Stream));
            }

            if (pending.Request.Idempotency is { } idempotency)
            {
                round = Math.Max(round, nextOfKey.GetValueOrDefault((pending.Request.Actor, idempotency.Key)));
                nextOfKey[(pending.Request.Actor, idempotency.Key)] = round + 1;
            }

            foreach (var append in pending.Request.Streams)
            {
                nextOfStream[append.Stream] = round + 1;
            }

            if (round == rounds.Count)
            {
                rounds.Add([]);
            }

            rounds[round].Add(pending);
        }

        return rounds;
    }
}
