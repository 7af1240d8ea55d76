using Npgsql;

namespace Ledger.Postgres.EventStore;

/// <summary>Sends requests in one round trip and one commit.</summary>
internal static class AppendBatch
{
    /// <summary>Appends a batch.</summary>
    /// <returns>What was decided about each, in the order of the rounds; durable, for the commit has been confirmed.</returns>
    public static async Task<List<Decision>> ExecuteAsync(NpgsqlConnection connection, IReadOnlyList<PendingAppend> requests)
    {
        // The commands of one batch are one implicit transaction: all rounds are committed together, and rows are to be
        // believed only once the reader has come to the end, where the server confirms the commit.
        var rounds = AppendRounds.Split(requests).ConvertAll(round => new AppendRound(round, withEntries: true));
        await using var batch = new NpgsqlBatch(connection);
        foreach (var round in rounds)
        {
            batch.BatchCommands.Add(round.Command());
        }

        var decisions = new List<Decision>(requests.Count);
        await using var row = await batch.ExecuteReaderAsync(CancellationToken.None);
        foreach (var round in rounds)
        {
            decisions.AddRange(await round.ReadAsync(row, CancellationToken.None));
            await row.NextResultAsync(CancellationToken.None);
        }

        return decisions;
    }
}
