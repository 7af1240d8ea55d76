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
            select {RowReader.Columns}, r.known_from, r.known_until
            from {ReadModelSchema.Live}.projects t join {ReadModelSchema.Live}.{ModelTables.RowTable(ModelTables.Of(ProjectModel.TableName, basis))} r on r.id = t.id
            where t.id = any($1) and r.live order by t.id, r.effective_from, r.known_from
            """);
        command.Parameters.Add(new() { Value = ids.ToArray() });
        await using var reader = await command.ExecuteReaderAsync(ct);
        var histories = new Dictionary<string, IReadOnlyList<BoardStretch>>(StringComparer.Ordinal);
        foreach (var id in ids) histories[id] = new List<BoardStretch>();
        while (await reader.ReadAsync(ct))
        {
            var (row, until) = (RowReader.Read<Project.Known>(reader), reader.GetInt64(10));
            ((List<BoardStretch>)histories[row.Id]).Add(new BoardStretch(row, reader.GetInt64(9), until == ModelRow.Forever ? null : until));
        }

        return histories;
    }
}
