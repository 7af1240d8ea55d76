using Ledger.Domain.Time;
using Npgsql;

namespace Ledger.Postgres.ReadModels;

/// <summary>Questions of the board of one plan: its projects over both times, not at one pair of them.</summary>
/// <param name="database">The database.</param>
public sealed class LedgerBoard(LedgerDatabase database)
{
    private NpgsqlDataSource Source => database.App;

    /// <summary>Whether the plan has more projects than a number, known at whatever time.</summary>
    public async Task<bool> HasMoreThanAsync(string plan, int count, CancellationToken ct = default)
    {
        await using var command = Source.CreateCommand($"select exists (select from {ReadModelSchema.Live}.projects where plan = $1 offset $2)");
        command.Parameters.Add(new() { Value = plan });
        command.Parameters.Add(new() { Value = count });
        return (bool)(await command.ExecuteScalarAsync(ct))!;
    }

    /// <summary>The projects of one page, in order, with those that a day finds not yet planned.</summary>
    /// <param name="at">The two times, and whose word counts.</param>
    /// <param name="question">Which ones.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>
    /// Their ids, and how many there are on all pages. The number is <see langword="null"/> where nothing restricts them:
    /// it is then the sum of all changes of <see cref="StagesAsync"/>.
    /// </returns>
    public Task<(IReadOnlyList<string> Ids, long? Total)> PageAsync(AsKnown at, BoardQuestion question, CancellationToken ct = default) =>
        BoardPage.ReadAsync(database, at, question, ct);

    /// <summary>Everything ever believed of some projects, by id; in order of the days from which it holds.</summary>
    /// <param name="basis">Whose word counts.</param>
    /// <param name="ids">Ids of projects that the ledger knows.</param>
    /// <param name="ct">Cancels.</param>
    public Task<IReadOnlyDictionary<string, IReadOnlyList<BoardStretch>>> HistoriesAsync(Basis basis, IReadOnlyList<string> ids, CancellationToken ct = default) =>
        BoardHistories.ReadAsync(Source, basis, ids, ct);

    /// <summary>How all projects of a plan move between the stages over all time, in order of the days.</summary>
    /// <param name="at">What was known, and whose word counts; the day is not read.</param>
    /// <param name="plan">Code of the plan.</param>
    /// <param name="ct">Cancels.</param>
    public Task<IReadOnlyList<StageChange>> StagesAsync(AsKnown at, string plan, CancellationToken ct = default) =>
        BoardCounts.ReadAsync(database.Memory.Tallies, at, plan, ct);

    /// <summary>The entries at some positions, in order.</summary>
    public Task<IReadOnlyList<BoardStep>> StepsAsync(IReadOnlyCollection<long> positions, CancellationToken ct = default) =>
        BoardSteps.ReadAsync(Source, positions, ct);
}
