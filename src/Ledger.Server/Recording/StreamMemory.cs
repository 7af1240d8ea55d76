using Ledger.Domain.Entries;
using Ledger.Postgres.EventStore;
using Ledger.Postgres.ReadModels;

namespace Ledger.Server.Recording;

/// <summary>A stream as it was at a version.</summary>
/// <param name="Entries">Its entries.</param>
/// <param name="Weight">About how many bytes they take.</param>
internal sealed record RememberedStream(IReadOnlyList<Recorded> Entries, long Weight)
{
    /// <summary>A stream that is not there.</summary>
    public static RememberedStream Absent { get; } = new([], 0);

    /// <summary>About how many bytes an entry takes whose JSON has some length: its event as objects, and what is around it.</summary>
    public static long WeightOf(int json) => 400 + 4L * json;
}

/// <summary>The streams that were last decided about, as they were then; bounded in bytes, forgetting those longest not asked for.</summary>
/// <remarks>
/// What is remembered may be old: another server may have written meanwhile. So it is only ever a guess: an append names the versions it was
/// decided upon and is refused by the database where one has moved, and a refusal is not told before the versions were looked up.
/// </remarks>
/// <param name="lookups">The streams in the database.</param>
/// <param name="settings">How much is remembered.</param>
internal sealed class StreamMemory(StreamLookups lookups, RecordingSettings settings)
{
    private readonly Lock _keeping = new();
    private readonly AnswerMemory<string, RememberedStream> _streams = new(settings.MemoryBytes);

    /// <summary>Streams as they are remembered, or else as they are.</summary>
    /// <param name="names">Their names.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>The streams, and whether each is known to be no older than this call.</returns>
    public async Task<(Dictionary<string, RememberedStream> Streams, bool Certain)> GuessAsync(IReadOnlyList<string> names, CancellationToken ct)
    {
        var streams = new Dictionary<string, RememberedStream>(names.Count, StringComparer.Ordinal);
        var missing = Take(names, streams, static (_, _) => true);
        var certain = missing.Count == names.Count;
        if (missing.Count > 0) await ReadAsync(missing, streams, ct);
        return (streams, certain);
    }

    /// <summary>Streams as they are: no older than this call.</summary>
    public async Task<Dictionary<string, RememberedStream>> ReadAsync(IReadOnlyList<string> names, CancellationToken ct)
    {
        var streams = new Dictionary<string, RememberedStream>(names.Count, StringComparer.Ordinal);
        if (names.Count == 0) return streams;
        var versions = await lookups.VersionsAsync(names, ct);
        var missing = Take(names, streams, (name, stream) => versions.GetValueOrDefault(name) == stream.Entries.Count);
        if (missing.Count > 0) await ReadAsync(missing, streams, ct);
        return streams;
    }

    /// <summary>Whether streams are still at the versions that a decision rested on.</summary>
    public async Task<bool> HoldAsync(IReadOnlyCollection<KeyValuePair<string, long>> versions, CancellationToken ct)
    {
        var now = await lookups.VersionsAsync([.. versions.Select(one => one.Key)], ct);
        return versions.All(one => now.GetValueOrDefault(one.Key) == one.Value);
    }

    /// <summary>Remembers a stream, unless a later version of it is remembered.</summary>
    public void Keep(string name, RememberedStream stream)
    {
        if (stream.Weight == 0) return;
        lock (_keeping)
        {
            if (_streams.Find(name) is { } earlier && earlier.Entries.Count > stream.Entries.Count) return;
            _streams.Keep(name, stream, stream.Weight);
        }
    }

    private List<string> Take(IReadOnlyList<string> names, Dictionary<string, RememberedStream> into, Func<string, RememberedStream, bool> fits)
    {
        var missing = new List<string>();
        foreach (var name in names)
        {
            if (_streams.Find(name) is { } stream && fits(name, stream)) into[name] = stream;
            else missing.Add(name);
        }

        return missing;
    }

    private async Task ReadAsync(List<string> names, Dictionary<string, RememberedStream> into, CancellationToken ct)
    {
        var found = await lookups.EntriesAsync(names, ct);
        foreach (var name in names)
        {
            var stream = found.TryGetValue(name, out var entries)
                ? new RememberedStream([.. entries.Select(entry => entry.ToRecorded())], entries.Sum(entry => RememberedStream.WeightOf(entry.Data.Length)))
                : RememberedStream.Absent;
            into[name] = stream;
            Keep(name, stream);
        }
    }
}
