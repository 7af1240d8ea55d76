namespace Ledger.Postgres.Measures;

/// <summary>How far a subscription is behind the log.</summary>
/// <param name="Subscription">Its id.</param>
/// <param name="Positions">Positions between the last one acknowledged, or passed over as filtered out, and the end of the log.</param>
/// <param name="Behind">How long ago, by the database's clock, the oldest of them was recorded; zero if there is none.</param>
public sealed record SubscriptionLag(string Subscription, long Positions, TimeSpan Behind);

/// <summary>Knows how far every subscription is behind, also those that nobody delivers to now. Registered as a service, it is asked before measures are shown.</summary>
/// <remarks>Asked and not told: a server that has lost a subscription to another would otherwise go on showing where it left it.</remarks>
public interface ISubscriptionLags
{
    /// <summary>Reads them; at most 1,000, the furthest behind first.</summary>
    /// <exception cref="Npgsql.NpgsqlException">The database can not be reached.</exception>
    Task<IReadOnlyList<SubscriptionLag>> ReadAsync(CancellationToken ct);
}
