using System.Globalization;

namespace Ledger.Postgres.EventStore;

/// <summary>The version at which a writer believes a stream to be. The default value is <see cref="None"/>.</summary>
public readonly record struct ExpectedVersion
{
    private ExpectedVersion(long value) => Value = value;

    /// <summary>The stream must not exist: version 0.</summary>
    public static ExpectedVersion None => default;

    /// <summary>The writer does not mind.</summary>
    public static ExpectedVersion Any => new(-1);

    /// <summary>The number of entries that the stream must have; -1 for <see cref="Any"/>.</summary>
    public long Value { get; }

    /// <summary>The stream must have exactly this many entries.</summary>
    /// <param name="version">0 or more; 0 is <see cref="None"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="version"/> is negative.</exception>
    public static ExpectedVersion Exactly(long version)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(version);
        return new ExpectedVersion(version);
    }

    /// <inheritdoc/>
    public override string ToString() => Value < 0 ? "any" : Value.ToString(CultureInfo.InvariantCulture);
}
