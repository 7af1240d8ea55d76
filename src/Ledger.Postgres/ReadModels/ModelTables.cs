using Ledger.Domain.Time;
using Npgsql;

namespace Ledger.Postgres.ReadModels;

/// <summary>Names of a model's tables, and reading them whole. Table names are the program's own constants, never input.</summary>
internal static class ModelTables
{
    /// <summary>The digest of the rows that a model's table holds, computed from the table.</summary>
    public static async Task<byte[]> DigestAsync(NpgsqlConnection connection, string schema, string model, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = $"select {ModelRow.Columns} from {schema}.{RowTable(model)}";
        await using var reader = await command.ExecuteReaderAsync(ct);
        var (digest, image) = (new RowDigest(), new CopyBuffer());
        for (; await reader.ReadAsync(ct); image.Clear())
        {
            var row = new ModelRow(
                reader.GetString(1), reader.GetFieldValue<DateOnly>(2), reader.GetInt64(3), reader.GetInt64(4), reader.GetInt64(5),
                reader.GetFieldValue<DateTimeOffset>(6), reader.GetBoolean(7));
            var start = row.Begin(image, 0);
            image.Add(reader.GetFieldValue<byte[]>(8));
            digest.Open(image.From(start));
            if (reader.GetInt64(0) is not ModelRow.Forever and var until) digest.Close(row.Id, row.EffectiveFrom, until);
        }

        return digest.Value;
    }

    /// <summary>The name of the model about some things on a basis: <c>confirmed_projects</c> about <c>projects</c>.</summary>
    public static string Of(string things, Basis basis) => basis == Basis.Reported ? things : $"confirmed_{things}";

    /// <summary>The table of a model's rows: <c>project_rows</c> of <c>projects</c>.</summary>
    public static string RowTable(string model) => model[..^1] + "_rows";
}
