namespace Ledger.Postgres.ReadModels;

/// <summary>What is remembered of answers about fixed positions, so that it is found out once: each part is bounded.</summary>
/// <param name="database">The database.</param>
internal sealed class ReadModelMemory(LedgerDatabase database)
{
    private const long MostTotals = 5_000;
    private const long MostIds = 200_000;

    /// <summary>Which generation of tables the answers come from; part of every key.</summary>
    public Generation Generation { get; } = new(database);

    /// <summary>How many things plans have, by code.</summary>
    public Tallies Tallies => field ??= new Tallies(database, Generation);

    /// <summary>How many things lists have that are restricted by more than the tallies know.</summary>
    public AnswerMemory<(long Generation, AsKnown At, string Question), long?> Totals { get; } = new(MostTotals);

    /// <summary>The projects of all pages of a board, in order.</summary>
    public AnswerMemory<(long Generation, AsKnown At, BoardQuestion Question), IReadOnlyList<string>> Boards { get; } = new(MostIds);
}
