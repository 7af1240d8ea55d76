namespace Ledger.Postgres.ReadModels;

/// <summary>How far the read models are known to have been a while ago, so that a question about a position before that need not ask.</summary>
/// <remarks>
/// Within one generation of tables what was reached stays reached. A rebuild may put tables in their place that lack the entries of the
/// moment in which they were swapped, and the new generation is noticed within a second: so only what was reached several seconds ago counts.
/// </remarks>
internal sealed class SettledPositions
{
    private const long Settles = 10_000;
    private const int MostKinds = 100;

    private readonly Lock _lock = new();
    private readonly Dictionary<(long Generation, string Models), (Answerable? Settled, Answerable Latest, long At)> _known = [];

    /// <summary>Where some models of a generation stood a while ago; null where that is not known.</summary>
    public Answerable? Find(long generation, string[] models)
    {
        lock (_lock) return _known.TryGetValue((generation, Name(models)), out var known) ? known.Settled : null;
    }

    /// <summary>Takes note of where they stand.</summary>
    public void Note(long generation, string[] models, Answerable now)
    {
        lock (_lock)
        {
            var key = (generation, Name(models));
            if (!_known.TryGetValue(key, out var known))
            {
                if (_known.Count >= MostKinds) _known.Clear();
                _known.Add(key, (null, now, Environment.TickCount64));
            }
            else if (Environment.TickCount64 - known.At >= Settles)
            {
                _known[key] = (known.Latest, now, Environment.TickCount64);
            }
        }
    }

    private static string Name(string[] models) => string.Join(',', models);
}
