namespace Ledger.Postgres.ReadModels;

/// <summary>A column of a read model by which its rows are filtered.</summary>
/// <param name="Name">Its name in <c>Schema.sql</c>.</param>
/// <param name="Counted">Whether things are counted by it, see <see cref="Moves"/>; one column of each model is.</param>
internal sealed record ModelColumn(string Name, bool Counted = false);
