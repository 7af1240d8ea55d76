using System.Collections.Concurrent;

namespace Ledger.Server.Webhooks.Delivery;

/// <summary>Bounds how many deliveries go on at once, of all and to one host. Whoever waits longest comes next; one subscription never has two.</summary>
/// <param name="settings">The bounds.</param>
internal sealed class DeliverySlots(WebhookSettings settings) : IDisposable
{
    private readonly SemaphoreSlim _all = new(Math.Max(1, settings.Concurrency));
    private readonly ConcurrentDictionary<string, SemaphoreSlim> _hosts = new(StringComparer.Ordinal);

    /// <summary>Waits for a place until the answer is disposed.</summary>
    public async Task<IDisposable> EnterAsync(string host, CancellationToken ct)
    {
        // The host's place first: those who wait for a slow host hold none of the places that others could use.
        var own = _hosts.GetOrAdd(host, _ => new SemaphoreSlim(Math.Max(1, settings.ConcurrencyOfHost)));
        await own.WaitAsync(ct);
        try
        {
            await _all.WaitAsync(ct);
        }
        catch
        {
            own.Release();
            throw;
        }

        return new Place(_all, own);
    }

    public void Dispose()
    {
        _all.Dispose();
        foreach (var host in _hosts.Values) host.Dispose();
    }

    private sealed class Place(SemaphoreSlim all, SemaphoreSlim host) : IDisposable
    {
        public void Dispose()
        {
            all.Release();
            host.Release();
        }
    }
}
