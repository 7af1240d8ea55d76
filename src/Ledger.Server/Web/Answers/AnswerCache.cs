using Ledger.Postgres.ReadModels;

namespace Ledger.Server.Web.Answers;

/// <summary>Finished answers that never change: those about a fixed past by their address, others by the position that they were read at.</summary>
/// <remarks>
/// Bounded in bytes; what was longest not asked for goes first. An address that was asked for once is not kept: who walks through all pages
/// and days would only drive out what others ask for again. What was read from one generation of the tables is not told once there is another.
/// </remarks>
/// <param name="settings">How much is kept.</param>
/// <param name="positions">Knows the generation.</param>
internal sealed class AnswerCache(AnswerSettings settings, LedgerPositions positions)
{
    private const int Remembered = 1 << 14;

    private readonly AnswerMemory<string, KeptAnswer> _answers = new(settings.CacheBytes);
    // Hashes of keys asked for lately; a later one takes an earlier one's place.
    private readonly int[] _asked = new int[Remembered];

    /// <summary>Bytes that are kept, about.</summary>
    public long Weight => _answers.Weight;

    /// <summary>The generation of the tables that answers are read from now.</summary>
    public ValueTask<long> GenerationAsync(CancellationToken ct) => positions.GenerationAsync(ct);

    /// <summary>The answer kept under a key, of a generation; null where there is none.</summary>
    public KeptAnswer? Find(string key, long generation)
    {
        if (_answers.Find(key) is not { } answer) return null;
        if (answer.Generation == generation) return answer;
        _answers.Forget(key);
        return null;
    }

    /// <summary>Whether an answer would be kept now: it was asked for before, lately.</summary>
    public bool Wants(string key)
    {
        var hash = key.GetHashCode(StringComparison.Ordinal);
        return Interlocked.Exchange(ref _asked[hash & (Remembered - 1)], hash) == hash && settings.CacheBytes > 0;
    }

    /// <summary>Keeps an answer.</summary>
    public void Keep(string key, KeptAnswer answer)
    {
        if (answer.Weight > settings.CacheBytes / 4) _answers.Forget(key);
        else _answers.Keep(key, answer, answer.Weight);
    }
}
