using System.Data;
using Npgsql;

namespace Ledger.Postgres.EventStore;

/// <summary>A writer's connection, and what must be known to find out what became of it when it is lost.</summary>
internal sealed class WriterSession : IAsyncDisposable
{
    // The name marks the backend in pg_stat_activity, where the owner finds it again. A process id would not do: it can be
    // given to another session, and behind a pooler Npgsql knows the pooler's.
    private const string Sql = """
        select set_config('application_name', $1, false), (select position from ledger.ledger_head)
        """;

    private WriterSession(NpgsqlConnection connection, string name, long position) =>
        (Connection, Name, Position, One) = (connection, name, position, new AppendOne(connection));

    public NpgsqlConnection Connection { get; }

    /// <summary>Appends one entry on this session.</summary>
    public AppendOne One { get; }

    /// <summary>The session's application name, its own alone.</summary>
    public string Name { get; }

    /// <summary>A position that was in the log before anything not yet answered was sent on this session.</summary>
    public long Position { get; set; }

    public bool IsOpen => Connection.FullState == ConnectionState.Open;

    public static async Task<WriterSession> OpenAsync(NpgsqlDataSource source, CancellationToken ct)
    {
        var connection = await source.OpenConnectionAsync(ct);
        try
        {
            var name = $"ledger writer {Guid.NewGuid():N}";
            await using var command = new NpgsqlCommand(Sql, connection);
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = name });
            await using var row = await command.ExecuteReaderAsync(ct);
            await row.ReadAsync(ct);
            return new WriterSession(connection, name, row.GetInt64(1));
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await One.DisposeAsync();
        await Connection.DisposeAsync();
    }
}
