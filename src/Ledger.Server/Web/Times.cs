using Ledger.Domain.Time;
using Ledger.Postgres.ReadModels;

namespace Ledger.Server.Web;

/// <summary>The two times that an answer is about.</summary>
/// <param name="AsOf">业务日期.</param>
/// <param name="Position">The position answered from: no entry beyond it counts.</param>
/// <param name="KnownAt">
/// The instant asked for, where one was asked for that has passed; otherwise the recorded time of the entry at
/// <paramref name="Position"/>; null before the first entry.
/// </param>
/// <param name="Frozen">Whether the answer never changes: both times were given, and both lie in the past.</param>
internal sealed record Times(DateOnly AsOf, long Position, DateTimeOffset? KnownAt, bool Frozen)
{
    /// <summary>Whose word counts.</summary>
    public Basis Basis { get; init; }

    /// <summary>The times as the read models take them.</summary>
    public AsKnown At => new(AsOf, Position, Basis);
}

/// <summary>A knowledge time as given: a position, an instant, or neither for now.</summary>
/// <param name="Position">The position.</param>
/// <param name="Instant">The instant.</param>
internal readonly record struct Knowledge(long? Position, DateTimeOffset? Instant)
{
    /// <summary>Whether one was given.</summary>
    public bool Given => Position is not null || Instant is not null;
}
