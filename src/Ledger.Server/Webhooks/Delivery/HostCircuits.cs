using Ledger.Postgres.Webhooks;

namespace Ledger.Server.Webhooks.Delivery;

/// <summary>Spares hosts that do not work: after some failures in a row, whosever subscriptions they were, only one probe at a time goes there.</summary>
/// <param name="ledger">Keeps which are open.</param>
/// <param name="clock">Says when a probe is due.</param>
internal sealed class HostCircuits(DeliveryLedger ledger, TimeProvider clock)
{
    /// <summary>Failures in a row that open a circuit.</summary>
    public const int MostFailures = 5;

    /// <summary>How long until the next probe.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    private readonly Lock _changing = new();
    private readonly Dictionary<string, Circuit> _hosts = new(StringComparer.Ordinal);

    /// <summary>Takes over what the last deliverer knew.</summary>
    public async Task LoadAsync(CancellationToken ct)
    {
        var open = await ledger.CircuitsAsync(ct);
        lock (_changing)
        {
            _hosts.Clear();
            foreach (var one in open) _hosts[one.Host] = new Circuit { Failures = one.Failures, Opened = one.Opened, ProbeAt = one.ProbeAt };
        }
    }

    /// <summary>Whether a delivery to a host may be tried at all now.</summary>
    public bool MayEnter(string host)
    {
        lock (_changing) return Find(host) is not { Opened: not null } circuit || (!circuit.Probing && circuit.ProbeAt <= clock.GetUtcNow());
    }

    /// <summary>Whether only probes go to a host.</summary>
    public bool IsOpen(string host)
    {
        lock (_changing) return Find(host)?.Opened is not null;
    }

    /// <summary>Begins a delivery; false where the circuit is open and no probe is due. Each one begun ends with <see cref="LeaveAsync"/> or <see cref="GiveUp"/>.</summary>
    public bool TryEnter(string host)
    {
        lock (_changing)
        {
            if (!MayEnter(host)) return false;
            if (Find(host) is { Opened: not null } circuit) circuit.Probing = true;
            return true;
        }
    }

    /// <summary>Ends a delivery with what is known of the host now.</summary>
    public async Task LeaveAsync(string host, bool works, string? error, CancellationToken ct)
    {
        OpenCircuit? open = null;
        lock (_changing)
        {
            if (works)
            {
                // Nothing is kept of a host that works.
                if (!_hosts.Remove(host, out var was) || was.Opened is null) return;
            }
            else
            {
                var circuit = Find(host) ?? (_hosts[host] = new Circuit());
                circuit.Probing = false;
                if (++circuit.Failures < MostFailures) return;
                circuit.Opened ??= clock.GetUtcNow();
                circuit.ProbeAt = clock.GetUtcNow() + Interval;
                open = new OpenCircuit(host, circuit.Opened.Value, circuit.ProbeAt, circuit.Failures, error);
            }
        }

        await (open is null ? ledger.CloseAsync(host, ct) : ledger.OpenAsync(open, ct));
    }

    /// <summary>Ends a delivery of which nothing is known.</summary>
    public void GiveUp(string host)
    {
        lock (_changing)
        {
            if (Find(host) is { } circuit) circuit.Probing = false;
        }
    }

    private Circuit? Find(string host) => _hosts.GetValueOrDefault(host);

    private sealed class Circuit
    {
        public int Failures { get; set; }

        public DateTimeOffset? Opened { get; set; }

        public DateTimeOffset ProbeAt { get; set; }

        public bool Probing { get; set; }
    }
}
