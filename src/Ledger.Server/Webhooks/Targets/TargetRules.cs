using System.Globalization;
using System.Net;

namespace Ledger.Server.Webhooks.Targets;

/// <summary>Which addresses may be given as endpoints, as far as the address itself tells.</summary>
/// <param name="settings">Which hosts may be private, and which ports are allowed.</param>
internal sealed class TargetRules(WebhookSettings settings)
{
    /// <summary>Characters of an address at most.</summary>
    public const int MaxLength = 2_000;

    /// <summary>Whether somebody who set this ledger up allows a host to be private.</summary>
    public bool AllowsPrivate(string host, int port) => settings.AllowedPrivateHosts.Any(allowed =>
        allowed.Equals(host, StringComparison.OrdinalIgnoreCase)
        || allowed.Equals(string.Create(CultureInfo.InvariantCulture, $"{host}:{port}"), StringComparison.OrdinalIgnoreCase));

    /// <summary>Reads an address.</summary>
    /// <returns>The address, or what is wrong with it.</returns>
    public (Uri? Target, string? Wrong) Read(string? text)
    {
        if (text is null || text.Length > MaxLength || !Uri.TryCreate(text, UriKind.Absolute, out var target) || target.Scheme is not ("http" or "https") || target.IdnHost.Length == 0)
            return (null, $"must be an address such as https://hooks.example.org/ledger, of at most {MaxLength} characters.");
        if (target.UserInfo.Length > 0) return (null, "must not hold a user name or password: deliveries are signed instead.");
        if (target.Fragment.Length > 0) return (null, "must not have a fragment (#…): it would not be sent.");
        if (AllowsPrivate(HostOf(target), target.Port)) return (target, null);
        if (target.Scheme != Uri.UriSchemeHttps) return (null, "must begin with https://.");
        if (!settings.AllowedPorts.Contains(target.Port))
            return (null, $"must have one of the ports {string.Join(", ", settings.AllowedPorts)}, not {target.Port}.");
        return IPAddress.TryParse(HostOf(target), out var address) && !AddressRanges.IsPublic(address) ? (null, TargetNotAllowedException.Words) : (target, null);
    }

    /// <summary>The host as it is resolved: of IPv6 without brackets.</summary>
    public static string HostOf(Uri target) => target.IdnHost.Trim('[', ']');

    /// <summary>Name and port: what a circuit is about.</summary>
    public static string EndpointOf(Uri target) => string.Create(CultureInfo.InvariantCulture, $"{HostOf(target).ToLowerInvariant()}:{target.Port}");
}

/// <summary>A host is none that the ledger delivers to.</summary>
/// <remarks>The words are the same for a name that is unknown and for one that is private: nobody learns the names of a network from them.</remarks>
internal sealed class TargetNotAllowedException() : Exception(Words)
{
    public const string Words = "must be a host of the public internet, whose name resolves to public addresses only.";
}
