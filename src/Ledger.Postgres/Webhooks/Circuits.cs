using Npgsql;
using static Ledger.Postgres.Webhooks.RecordedChange;

namespace Ledger.Postgres.Webhooks;

/// <summary>A host that does not answer.</summary>
/// <param name="Host">Name and port.</param>
/// <param name="Opened">Since when nothing but probes is sent there.</param>
/// <param name="ProbeAt">When the next probe is due.</param>
/// <param name="Failures">Failures in a row by then.</param>
/// <param name="LastError">The last one.</param>
public sealed record OpenCircuit(string Host, DateTimeOffset Opened, DateTimeOffset ProbeAt, int Failures, string? LastError);

/// <summary>Keeps which hosts' circuits are open, for the next deliverer and for those who ask.</summary>
internal static class Circuits
{
    private const string ReadSql = "select host, opened, probe_at, failures, last_error from ledger.webhook_circuits";

    private const string OpenSql = """
        insert into ledger.webhook_circuits (host, opened, probe_at, failures, last_error) values ($1, $2, $3, $4, $5)
        on conflict (host) do update set probe_at = excluded.probe_at, failures = excluded.failures, last_error = excluded.last_error
        """;

    private const string CloseSql = "delete from ledger.webhook_circuits where host = $1";

    public static async Task<IReadOnlyList<OpenCircuit>> ReadAsync(NpgsqlDataSource source, CancellationToken ct)
    {
        await using var command = source.CreateCommand(ReadSql);
        await using var row = await command.ExecuteReaderAsync(ct);
        var all = new List<OpenCircuit>();
        while (await row.ReadAsync(ct))
            all.Add(new OpenCircuit(row.GetString(0), Subscription.Time(row, 1)!.Value, Subscription.Time(row, 2)!.Value, row.GetInt32(3), Subscription.Text(row, 4)));
        return all;
    }

    public static async Task OpenAsync(NpgsqlDataSource source, OpenCircuit circuit, CancellationToken ct)
    {
        await using var command = source.CreateCommand(OpenSql);
        command.Parameters.Add(Text(circuit.Host));
        command.Parameters.Add(Time(circuit.Opened));
        command.Parameters.Add(Time(circuit.ProbeAt));
        command.Parameters.Add(Small(circuit.Failures));
        command.Parameters.Add(Text(circuit.LastError));
        await command.ExecuteNonQueryAsync(ct);
    }

    public static async Task CloseAsync(NpgsqlDataSource source, string host, CancellationToken ct)
    {
        await using var command = source.CreateCommand(CloseSql);
        command.Parameters.Add(Text(host));
        await command.ExecuteNonQueryAsync(ct);
    }
}
