using System.Data;
using System.Globalization;
using Npgsql;

namespace Ledger.Postgres.EventStore;

/// <summary>Listens on the channel that every append notifies.</summary>
internal static class Listen
{
    // LISTEN is in force once it has been answered, and the head is read after that: what was appended before is in the
    // head, what is appended later is notified.
    private const string Sql = "listen ledger; select position from ledger.ledger_head";

    private static readonly TimeSpan CheckEvery = TimeSpan.FromSeconds(15);

    /// <summary>Calls <paramref name="hear"/> with the head and then with every position notified, until the connection is lost.</summary>
    public static async Task ExecuteAsync(NpgsqlDataSource source, Action<long> hear, CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        connection.Notification += (_, e) =>
        {
            if (long.TryParse(e.Payload, NumberStyles.None, CultureInfo.InvariantCulture, out var position))
            {
                hear(position);
            }
        };
        await using var command = new NpgsqlCommand(Sql, connection);
        try
        {
            while (true)
            {
                // Asked again now and then: a connection that died in silence is found out that way.
                hear((long)(await command.ExecuteScalarAsync(ct))!);
                while (await connection.WaitAsync(CheckEvery, ct))
                {
                }
            }
        }
        finally
        {
            // A connection of this source goes back to its pool as it is: it must not go on listening there.
            if (connection.FullState == ConnectionState.Open)
            {
                await using var unlisten = new NpgsqlCommand("unlisten *", connection);
                await unlisten.ExecuteNonQueryAsync(CancellationToken.None);
            }
        }
    }
}
