using System.Globalization;
using CsvHelper;
using Ledger.Postgres.Audit;
using Ledger.Server.Web;

namespace Ledger.Server.Audit;

/// <summary>Writes entries as CSV (RFC 4180), UTF-8 with a byte order mark, without which Excel takes Chinese for something else.</summary>
internal static class AuditCsv
{
    public const string ContentType = "text/csv";

    // A cell that begins so would be a formula to a spreadsheet, and a reason is written by whoever records.
    private static readonly CsvWriterOptions Options = new()
    {
        WriteByteOrderMark = true,
        Injection = CsvInjection.Escape,
        InjectionCharacters = "=+-@\t\r\n",
        InjectionEscape = '\'',
        BufferSize = 32 * 1024,
    };

    private static readonly (string Name, Func<AuditItem, string?> Cell)[] Columns =
    [
        ("position", item => Number(item.Position)), ("stream", item => item.Stream), ("version", item => Number(item.Version)),
        ("id", item => item.Id), ("kind", item => item.Kind), ("plan", item => item.Plan), ("type", item => item.Type),
        ("effectiveOn", item => item.EffectiveOn?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
        ("precision", item => WebJson.CodeOf(item.Precision)), ("observed", item => item.Observed ? "true" : "false"),
        ("recordedAt", item => WebJson.Text(item.RecordedAt)), ("actor", item => item.Actor), ("reason", item => item.Reason),
        ("document", item => item.Source?.Document), ("section", item => item.Source?.Section), ("table", item => item.Source?.Table),
        ("row", item => item.Source?.Row), ("column", item => item.Source?.Column), ("page", item => Number(item.Source?.Page)),
        ("evidence", item => item.Source?.Evidence), ("voids", item => Number(item.Voids)), ("corrects", item => Number(item.Corrects)),
        ("supports", item => Number(item.Supports)), ("fileName", item => item.File?.FileName), ("sha256", item => item.File?.Sha256),
        ("late", item => item.Late ? "true" : "false"), ("closing", item => Number(item.Closing)), ("flags", item => string.Join(' ', item.Flags)),
        ("simulated", item => item.Simulated ? "true" : "false"), ("simulatedAt", item => item.SimulatedAt is { } at ? WebJson.Text(at) : null),
    ];

    public static async Task WriteAsync(IAsyncEnumerable<AuditLine> lines, HttpResponse response, CancellationToken ct)
    {
        response.ContentType = ContentType + "; charset=utf-8; header=present";
        var csv = CsvWriter.Create(response.Body, Options, leaveOpen: true);
        foreach (var (name, _) in Columns) csv.WriteField(name);
        await csv.EndRecordAsync(ct);
        await foreach (var line in lines.WithCancellation(ct))
        {
            var item = AuditItem.Of(line);
            foreach (var (_, cell) in Columns) csv.WriteField(cell(item));
            // Writes the buffer when it is mostly full, and waits there for a client that is slower than the ledger.
            await csv.EndRecordAsync(ct);
        }

        // Not on the way out of a failure: the rest of the buffer would make a broken export look whole.
        await csv.DisposeAsync();
    }

    private static string? Number(long? number) => number?.ToString(CultureInfo.InvariantCulture);
}
