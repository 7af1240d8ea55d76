namespace Ledger.Domain.Time;

/// <summary>The names of streams.</summary>
public static class StreamName
{
    /// <summary>The stream of the thing with that id.</summary>
    public static string Of<T>(string id)
        where T : class, IAggregate<T> => $"{T.StreamType}-{id}";

    /// <summary>The id of the thing whose stream this is.</summary>
    /// <exception cref="FormatException"><paramref name="stream"/> has no kind before a dash.</exception>
    public static string IdOf(string stream) => stream[(Dash(stream) + 1)..];

    /// <summary>The kind of thing whose stream this is.</summary>
    /// <exception cref="FormatException"><paramref name="stream"/> has no kind before a dash.</exception>
    public static string TypeOf(string stream) => stream[..Dash(stream)];

    private static int Dash(string stream) => stream.IndexOf('-', StringComparison.Ordinal) is var dash and > 0
        ? dash
        : throw new FormatException($"'{stream}' is no stream's name: it has no kind before a dash.");
}
