using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Ledger.Postgres.Embedded;

/// <summary>The port of a data folder's database: the one it had last time if that is free, so that tools find it again.</summary>
internal static class RememberedPort
{
    public static int Choose(DataFolder folder) =>
        File.Exists(folder.Port)
        && int.TryParse(File.ReadAllText(folder.Port), NumberStyles.None, CultureInfo.InvariantCulture, out var port)
        && port is > 0 and <= ushort.MaxValue
        && Listen(port) is not null
            ? port
            : Another(folder);

    public static int Another(DataFolder folder)
    {
        var port = Listen(0) ?? throw new EmbeddedPostgresException(
            "No port is free on 127.0.0.1 for the database: end programs that hold them, then start again.");
        File.WriteAllText(folder.Port, port.ToString(CultureInfo.InvariantCulture));
        return port;
    }

    private static int? Listen(int port)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
            return ((IPEndPoint)listener.LocalEndpoint).Port;
        }
        catch (SocketException)
        {
            return null;
        }
    }
}
