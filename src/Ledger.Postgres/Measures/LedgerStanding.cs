using System.Diagnostics.Metrics;
using Ledger.Postgres.EventStore;
using Npgsql;

namespace Ledger.Postgres.Measures;

/// <summary>Gauges of how the ledger stands: whether the database answers, the end of the log, and how far read models and subscriptions are behind it.</summary>
/// <remarks>
/// Gauges must answer at once, so the database is asked beforehand: <see cref="RefreshAsync"/>, by whoever is about to show them.
/// What could not be read is not shown, rather than shown as it once was.
/// </remarks>
public sealed class LedgerStanding : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly Meter _meter = new(LedgerMeter.Name);
    private readonly LedgerDatabase _database;
    private readonly IReadOnlyList<ISubscriptionLags> _subscriptions;
    private Reading? _reading;

    /// <summary>Makes the gauges; they are there until the object is disposed of.</summary>
    /// <param name="database">The database.</param>
    /// <param name="subscriptions">Who knows of subscriptions.</param>
    public LedgerStanding(LedgerDatabase database, IEnumerable<ISubscriptionLags> subscriptions)
    {
        _database = database;
        _subscriptions = [.. subscriptions];
        Gauge("ledger.database.up", null, "1 if the database answers within 2 seconds, 0 if not.", reading => [new(reading.Log is null ? 0 : 1)]);
        Gauge("ledger.log.position", "{entry}", "The last position of the log.", reading => reading.Log is { } log ? [new(log.Head)] : []);
        OfModels("ledger.project.lag", "{entry}", "Entries that a read model has yet to take in.", lag => lag.Positions);
        OfModels("ledger.project.lag.time", "s", "How long ago the first entry was recorded that a read model has yet to take in.", lag => lag.Behind.TotalSeconds);
        OfModels("ledger.project.halted", null, "1 if a read model has stopped before an entry that it can't apply, else 0.", lag => lag.Halted ? 1 : 0);
        OfSubscriptions("ledger.deliver.lag", "{entry}", "Positions that a subscription has yet to acknowledge.", lag => lag.Positions);
        OfSubscriptions("ledger.deliver.lag.time", "s", "How long ago the oldest entry was recorded that a subscription has yet to acknowledge.", lag => lag.Behind.TotalSeconds);
    }

    /// <summary>Reads how the ledger stands, for at most about 2 seconds. A database that is away is a finding, not an error.</summary>
    /// <param name="ct">Cancels; the gauges stay as they are.</param>
    public async Task RefreshAsync(CancellationToken ct = default)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(Patience);
        try
        {
            // Not only cancelled but left: a connection to a host that swallows packets may not hear of it.
            Volatile.Write(ref _reading, await ReadAsync(patience.Token).WaitAsync(patience.Token));
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException or IOException or System.Net.Sockets.SocketException or LedgerUnavailableException
            || (e is OperationCanceledException && !ct.IsCancellationRequested))
        {
            Volatile.Write(ref _reading, Reading.None);
        }
    }

    /// <summary>Takes the gauges away.</summary>
    public void Dispose() => _meter.Dispose();

    private async Task<Reading> ReadAsync(CancellationToken ct)
    {
        var log = await ReadModelLags.ExecuteAsync(_database.App, ct);
        var subscriptions = new List<SubscriptionLag>();
        foreach (var source in _subscriptions) subscriptions.AddRange(await source.ReadAsync(ct));
        return new Reading(log, subscriptions);
    }

    private void OfModels(string name, string? unit, string description, Func<ReadModelLag, double> value) =>
        Gauge(name, unit, description, reading => reading.Log is { } log
            ? log.Models.Select(model => new Measurement<double>(value(model), new KeyValuePair<string, object?>("ledger.read_model", model.Model)))
            : []);

    private void OfSubscriptions(string name, string? unit, string description, Func<SubscriptionLag, double> value) =>
        Gauge(name, unit, description, reading => reading.Subscriptions.Select(
            lag => new Measurement<double>(value(lag), new KeyValuePair<string, object?>("ledger.subscription", lag.Subscription))));

    // Before the first reading nothing is known, which is not the same as a database that is away.
    private void Gauge(string name, string? unit, string description, Func<Reading, IEnumerable<Measurement<double>>> measure) =>
        _meter.CreateObservableGauge(name, () => Volatile.Read(ref _reading) is { } reading ? measure(reading) : [], unit, description);

    private sealed record Reading((long Head, IReadOnlyList<ReadModelLag> Models)? Log, IReadOnlyList<SubscriptionLag> Subscriptions)
    {
        public static readonly Reading None = new(null, []);
    }
}
