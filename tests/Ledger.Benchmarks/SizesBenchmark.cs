using System.Globalization;
using System.Text;
using Npgsql;
using Spectre.Console;

namespace Ledger.Benchmarks;

/// <summary>What an entry takes on the disk, table by table, and what that makes of a county, a city, a province and the country.</summary>
internal sealed class SizesBenchmark : IBenchmark
{
    private const int EntriesEach = 50;
    private static readonly (string Name, long Projects)[] Places = [("county", 500), ("city (38 counties)", 38 * 500), ("province (120 counties)", 120 * 500), ("country (2,843 counties)", 2_843 * 500)];

    public string Name => "sizes";

    public string What =>
        $"20,000 projects with {EntriesEach} entries each (data of about 250 bytes), read models fed, vacuumed. Asks PostgreSQL for the size of every table with its overflow and of every index, divides by the entries, "
        + "and multiplies by 100 entries a project: 500 projects a county, 2,843 counties. Beside it: the bytes that the same entries take as CSV, by COPY TO STDOUT.";

    public async Task RunAsync()
    {
        var ledger = await FilledLedger.OpenAsync(20_000, EntriesEach);
        var parts = await PartsAsync(ledger.Database.Owner);
        foreach (var (name, bytes) in parts.Where(part => part.Bytes > ledger.Head))
            AnsiConsole.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-50} {bytes / (double)ledger.Head,8:0.0} bytes an entry"));
        var each = parts.Sum(part => part.Bytes) / (double)ledger.Head;
        var plain = await PlainAsync(ledger.Database.Owner) / (double)ledger.Head;
        AnsiConsole.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{"all of the database",-50} {each,8:0.0} bytes an entry; as CSV {plain:0.0}, ratio {each / plain:0.00}"));
        foreach (var (name, projects) in Places)
            AnsiConsole.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-26} {projects * 100,15:N0} entries {projects * 100 * each / 1e9,10:0.0} GB"));
    }

    private static async Task<List<(string Name, long Bytes)>> PartsAsync(NpgsqlDataSource source)
    {
        // A table's own file with its maps and its overflow (TOAST); its indexes each by itself.
        await using var command = source.CreateCommand("""
            select n.nspname || '.' || coalesce(t.relname || ': ', '') || c.relname, case c.relkind when 'i' then pg_relation_size(c.oid) else pg_table_size(c.oid) end
            from pg_class c join pg_namespace n on n.oid = c.relnamespace left join pg_index i on i.indexrelid = c.oid left join pg_class t on t.oid = i.indrelid
            where n.nspname in ('ledger', 'ledger_read') and c.relkind in ('r', 'i') order by 2 desc
            """);
        await using var reader = await command.ExecuteReaderAsync();
        var parts = new List<(string, long)>();
        while (await reader.ReadAsync()) parts.Add((reader.GetString(0), reader.GetInt64(1)));
        return parts;
    }

    private static async Task<long> PlainAsync(NpgsqlDataSource source)
    {
        await using var connection = await source.OpenConnectionAsync();
        using var rows = await connection.BeginTextExportAsync(
            "copy (select seq_id, id, stream_id, version, type, timestamp, user_name, headers, data from ledger.mt_events) to stdout (format csv)");
        var (buffer, bytes) = (new char[1 << 16], 0L);
        while (await rows.ReadBlockAsync(buffer, 0, buffer.Length) is > 0 and var read) bytes += Encoding.UTF8.GetByteCount(buffer, 0, read);
        return bytes;
    }
}
