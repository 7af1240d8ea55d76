using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Ledger.Server.Feed;

/// <summary>Where this ledger is found by those who have only an event: the setting <c>PublicAddress</c>, else the address it listens on.</summary>
internal sealed class PublicAddress(IConfiguration configuration, IServer server)
{
    private string? _base;

    /// <summary>The address of a path; null where no address is known that others could use.</summary>
    /// <param name="path">From the slash.</param>
    public string? Of(string path) => (_base ??= Find()) is { Length: > 0 } known ? known + path : null;

    private string Find()
    {
        if (configuration["PublicAddress"] is { Length: > 0 } given)
        {
            return Uri.TryCreate(given, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
                ? given.TrimEnd('/')
                : throw new InvalidOperationException($"The setting PublicAddress is '{given}': write it like https://ledger.example.org.");
        }

        // Bound to every address it listens on is bound to none in particular.
        var bound = server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault();
        return bound is not null && Uri.TryCreate(bound, UriKind.Absolute, out var own) && !(IPAddress.TryParse(own.IdnHost, out var address) && (IPAddress.Any.Equals(address) || IPAddress.IPv6Any.Equals(address)))
            ? bound.TrimEnd('/')
            : "";
    }
}
