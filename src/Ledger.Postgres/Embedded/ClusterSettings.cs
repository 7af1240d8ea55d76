using System.Globalization;

namespace Ledger.Postgres.Embedded;

/// <summary>How the local PostgreSQL is set up. On the command line, so that a new ledger's settings hold for old data.</summary>
internal static class ClusterSettings
{
    public const string User = "ledger";

    public const string DatabaseName = "ledger";

    // No value may need quoting: pg_ctl hands them through a shell.
    private static readonly string[] Settings =
    [
        "listen_addresses=127.0.0.1",       // nobody but this machine
        "unix_socket_directories=",         // one way in, the same on every system, with no limit on the path's length
        "fsync=on",                         // what was acknowledged is on the disk, whatever postgresql.conf says
        "synchronous_commit=on",
        "full_page_writes=on",
        "max_connections=200",              // a pool of 100 for the server and as many for commands beside it
        "shared_buffers=128MB",             // several ledgers fit beside each other on a small machine
        "jit=off",                          // short queries; compiling them costs more than it saves
        "random_page_cost=1.1",             // disks of today
        "timezone=UTC",
        "log_timezone=UTC",
        "lc_messages=C",                    // PostgresLog reads it
        "password_encryption=scram-sha-256",
        "cluster_name=ledger",
    ];

    public static string Options(int port) => string.Join(
        ' ', Settings.Append("port=" + port.ToString(CultureInfo.InvariantCulture)).Select(setting => "-c " + setting));
}
