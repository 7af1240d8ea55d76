using System.Net;
using System.Net.Sockets;

namespace Ledger.Server.Webhooks.Targets;

/// <summary>Finds the addresses of a name.</summary>
internal interface INames
{
    Task<IPAddress[]> FindAsync(string host, CancellationToken ct);
}

/// <summary>As the machine resolves them.</summary>
internal sealed class SystemNames : INames
{
    public Task<IPAddress[]> FindAsync(string host, CancellationToken ct) => Dns.GetHostAddressesAsync(host, ct);
}

/// <summary>The only way out for webhooks: a name is resolved once for each connection, its addresses are looked at, and the connection goes to one of those.</summary>
/// <remarks>What a name resolves to a moment later changes nothing (DNS rebinding): it is not asked again.</remarks>
internal sealed class TargetDoor(INames names, TargetRules rules)
{
    /// <summary>The addresses that may be connected to.</summary>
    /// <exception cref="TargetNotAllowedException">There is none, or one of them is private: a name with both is a trap.</exception>
    public async Task<IPAddress[]> AddressesAsync(string host, int port, CancellationToken ct)
    {
        IPAddress[] found;
        try
        {
            found = IPAddress.TryParse(host, out var literal) ? [literal] : await names.FindAsync(host, ct);
        }
        catch (Exception e) when (e is SocketException or ArgumentException)
        {
            throw new TargetNotAllowedException();
        }

        if (found.Length == 0 || (!rules.AllowsPrivate(host, port) && !Array.TrueForAll(found, AddressRanges.IsPublic))) throw new TargetNotAllowedException();
        return found;
    }

    /// <summary>Connects; for <see cref="SocketsHttpHandler.ConnectCallback"/>.</summary>
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken ct)
    {
        var addresses = await AddressesAsync(context.DnsEndPoint.Host, context.DnsEndPoint.Port, ct);
        SocketException? last = null;
        foreach (var address in addresses.Take(4))
        {
            var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(new IPEndPoint(address, context.DnsEndPoint.Port), ct);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch (SocketException e)
            {
                socket.Dispose();
                last = e;
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        }

        throw last!;
    }
}
