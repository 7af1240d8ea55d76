using Ledger.Domain.Projects;
using Ledger.Domain.Time;
using Npgsql;

namespace Ledger.Postgres.ReadModels;

/// <summary>Reads everything that was ever believed of some projects, so that a reader can go through both times without asking again.</summary>
internal static class BoardHistories
{
    public static async Task<IReadOnlyDictionary<string, IReadOnlyList<BoardStretch>>> ReadAsync(
        NpgsqlDataSource source, Basis basis, IReadOnlyList<string> ids, CancellationToken ct)
    {
        await using var command = source.CreateCommand($"""
            select {RowReader.Columns}, r.known_until
            from {ReadModelSchema.Live}.projects t join {ReadModelSchema.Live}.{ModelTables.RowTable(ModelTables.Of(ProjectModel.TableName, basis))} r on r.id = t.id
            where t.id = any($1)
            """);
        command.Parameters.Add(new() { Value = ids.ToArray() });
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = ids.Distinct().ToDictionary(id => id, _ => new StretchedRows<Project.Known>(), StringComparer.Ordinal);
        while (await reader.ReadAsync(ct)) rows[reader.GetString(0)].Add(reader);
        return rows.ToDictionary(
            pair => pair.Key,
            IReadOnlyList<BoardStretch> (pair) =>
            [
                .. from stretch in pair.Value.Stretches
                   where stretch.Row.Live
                   orderby stretch.Row.EffectiveFrom, stretch.KnownFrom
                   select new BoardStretch(stretch.Row, stretch.KnownFrom, stretch.KnownUntil),
            ],
            StringComparer.Ordinal);
    }
}
