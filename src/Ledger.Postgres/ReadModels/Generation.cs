namespace Ledger.Postgres.ReadModels;

/// <summary>Tells one generation of the read models' tables from the next, which a rebuild puts in its place.</summary>
/// <param name="database">The database.</param>
internal sealed class Generation(LedgerDatabase database)
{
    // to_regclass looks when it is run; a cast of the name would be looked up once, when the statement is prepared.
    private const string Sql = $"select coalesce(to_regclass('{ReadModelSchema.Live}.{Moves.Table}')::oid::bigint, 0)";

    private sealed record Seen(long Number, long At);

    // Replaced as a whole, so that a number is never read with another's time.
    private Seen? _seen;

    /// <summary>The number of the generation, not older than a second.</summary>
    public async ValueTask<long> CurrentAsync(CancellationToken ct)
    {
        if (_seen is { } seen && Environment.TickCount64 - seen.At < 1_000) return seen.Number;
        var now = Environment.TickCount64;
        await using var command = database.App.CreateCommand(Sql);
        var number = (long)(await command.ExecuteScalarAsync(ct))!;
        _seen = new Seen(number, now);
        return number;
    }
}
