using System.Diagnostics;
using System.Globalization;
using Ledger.Postgres.EventStore;
using Microsoft.Extensions.Logging.Abstractions;
using Spectre.Console;

namespace Ledger.Benchmarks;

/// <summary>A million entries by the path that an import takes: appends of as many entries as one may have.</summary>
internal sealed class ImportBenchmark : IBenchmark
{
    private const int Appends = 10;
    private const int Streams = 10_000;
    private const int EntriesEach = 10;
    private const int Repetitions = 3;

    public string Name => "import";

    public string What =>
        $"{Appends} appends of {Streams * EntriesEach:N0} entries of {AppendBenchmark.Payload.Length} bytes each ({Streams:N0} new streams with {EntriesEach}), one after the other, as `ledger import` makes them of a large package: the "
        + "checks, the streams' rows, positions, ids and times of the entries, and the commit. Beside it, in turn: binary COPY over one connection of as many rows in as many transactions, with the streams' rows by one INSERT each, into tables with the columns, indexes and "
        + $"foreign key of the log. {Repetitions} times each, the tables growing by a million each time. What is appended stands in memory before the clock runs.";

    public async Task RunAsync()
    {
        await using var scratch = new Scratch();
        await using var database = await scratch.OpenAsync();
        await PlainInserts.CreateAsync(database.Owner);
        await using var store = new EventStore(database, NullLogger<EventStore>.Instance);
        await using var connection = await database.Owner.OpenConnectionAsync();
        var (ours, plain) = (new Sample(), new Sample());
        for (var i = 0; i < Repetitions; i++)
        {
            var requests = Enumerable.Range(0, Appends).Select(append => Request(i, append)).ToList();
            var clock = Stopwatch.StartNew();
            foreach (var request in requests)
            {
                if (await store.AppendAsync(request) is not AppendResult.Appended) throw new InvalidOperationException("The append was refused.");
            }

            ours.Add(Appends * Streams * EntriesEach / clock.Elapsed.TotalSeconds);
            plain.Add(await CopyAsync(connection, i));
        }

        AnsiConsole.WriteLine($"import           {ours.Text("0", "entries/s")}");
        AnsiConsole.WriteLine($"COPY             {plain.Text("0", "rows/s")}");
        AnsiConsole.WriteLine(string.Create(CultureInfo.InvariantCulture, $"ratio            {ours.Median / plain.Median:0.00}"));
    }

    private static AppendRequest Request(int repetition, int append)
    {
        NewEntry[] entries = [.. Enumerable.Repeat(new NewEntry("construction_started", AppendBenchmark.Payload), EntriesEach)];
        return new AppendRequest([.. Names(repetition, append).Select(stream => new StreamAppend(stream, "project", ExpectedVersion.None, entries))], "bench");
    }

    private static async Task<double> CopyAsync(Npgsql.NpgsqlConnection connection, int repetition)
    {
        var names = Enumerable.Range(0, Appends).Select(append => Names(repetition, append)).ToList();
        var clock = Stopwatch.StartNew();
        for (var append = 0; append < Appends; append++)
        {
            await using var transaction = await connection.BeginTransactionAsync();
            await PlainCopy.AddStreamsAsync(connection, names[append]);
            var first = ((long)repetition * Appends + append) * Streams * EntriesEach + 1;
            await PlainCopy.RowsAsync(connection, first, from name in names[append] from version in Enumerable.Range(1, EntriesEach) select (name, (long)version), AppendBenchmark.Payload);
            await transaction.CommitAsync();
        }

        return Appends * Streams * EntriesEach / clock.Elapsed.TotalSeconds;
    }

    private static List<string> Names(int repetition, int append) => [.. Enumerable.Range(0, Streams).Select(i => $"project-i{repetition}.a{append}.p{i}")];
}
