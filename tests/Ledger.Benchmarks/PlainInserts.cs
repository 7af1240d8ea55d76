using Npgsql;
using NpgsqlTypes;

namespace Ledger.Benchmarks;

/// <summary>What one would write by hand: one row, one transaction, on tables like the ledger's.</summary>
internal static class PlainInserts
{
    public static async Task CreateAsync(NpgsqlDataSource source)
    {
        await using var command = source.CreateCommand("""
            create schema plain;
            create table plain.streams (like ledger.mt_streams including defaults including indexes);
            create table plain.events (like ledger.mt_events including defaults including indexes);
            alter table plain.events add foreign key (stream_id) references plain.streams (id);
            create sequence plain.positions;
            """);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Opens a connection with a prepared INSERT for every caller, and a stream of its own.</summary>
    public static async Task WithConnectionsAsync(NpgsqlDataSource source, int callers, int round, byte[] payload, Func<Func<int, Task>, Task> measure)
    {
        var commands = new NpgsqlCommand[callers];
        var versions = new long[callers];
        for (var i = 0; i < callers; i++) commands[i] = await PrepareAsync(source, $"r{round}-{i}", payload);
        await measure(async caller =>
        {
            commands[caller].Parameters[0].Value = Guid.CreateVersion7();
            commands[caller].Parameters[2].Value = ++versions[caller];
            await commands[caller].ExecuteNonQueryAsync();
        });
        foreach (var command in commands)
        {
            await command.Connection!.DisposeAsync();
            await command.DisposeAsync();
        }
    }

    private static async Task<NpgsqlCommand> PrepareAsync(NpgsqlDataSource source, string stream, byte[] payload)
    {
        var connection = await source.OpenConnectionAsync();
        await using (var begin = new NpgsqlCommand("insert into plain.streams (id, type, version) values ($1, 'project', 0)", connection))
        {
            begin.Parameters.Add(new() { Value = stream });
            await begin.ExecuteNonQueryAsync();
        }

        var command = new NpgsqlCommand("""
            insert into plain.events (seq_id, id, stream_id, version, data, type, timestamp, user_name)
            values (nextval('plain.positions'), $1, $2, $3, $4, 'construction_started', clock_timestamp(), 'bench')
            """, connection);
        command.Parameters.Add(new() { Value = Guid.Empty });
        command.Parameters.Add(new() { Value = stream });
        command.Parameters.Add(new() { Value = 0L });
        command.Parameters.Add(new() { Value = payload, NpgsqlDbType = NpgsqlDbType.Jsonb });
        await command.PrepareAsync();
        return command;
    }
}
