using Ledger.Domain.Findings;
using Ledger.Domain.Indicators;
using Ledger.Domain.Plans;
using Ledger.Domain.Projects;
using Ledger.Domain.Time;
using Npgsql;

namespace Ledger.Postgres.ReadModels;

/// <summary>What a stream is called, and where it belongs.</summary>
/// <param name="Name">Its name; of a finding the words that are in doubt.</param>
/// <param name="Plan">Code of its plan.</param>
public sealed record SubjectName(string Name, string Plan);

/// <summary>Reads what many streams are called, in one question to the database.</summary>
internal static class SubjectNames
{
    /// <summary>The names by stream; a stream of which nothing is known is left out.</summary>
    /// <param name="source">Connections.</param>
    /// <param name="position">As known at this position, whenever the thing was there.</param>
    /// <param name="streams">The streams, of whatever kinds.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task<Dictionary<string, SubjectName>> ReadAsync(NpgsqlDataSource source, long position, IEnumerable<string> streams, CancellationToken ct)
    {
        var ids = streams.Distinct(StringComparer.Ordinal).ToLookup(StreamName.TypeOf, StreamName.IdOf, StringComparer.Ordinal);
        await using var batch = source.CreateBatch();
        foreach (var (kind, things) in Kinds) batch.BatchCommands.Add(Command(things, position, [.. ids[kind]]));
        await using var reader = await batch.ExecuteReaderAsync(ct);
        var names = new Dictionary<string, SubjectName>(StringComparer.Ordinal);
        foreach (var (kind, _) in Kinds)
        {
            while (await reader.ReadAsync(ct)) names.Add($"{kind}-{reader.GetString(0)}", NameOf(kind, reader));
            await reader.NextResultAsync(ct);
        }

        return names;
    }

    private static readonly (string Kind, string Things)[] Kinds =
        [("plan", PlanModel.TableName), ("project", ProjectModel.TableName), ("indicator", IndicatorModel.TableName), ("finding", FindingModel.TableName)];

    // One statement for each kind, sent together; each is one descent of the primary key for each id.
    private static NpgsqlBatchCommand Command(string things, long position, string[] ids) =>
        new($"select {RowReader.Columns} from {RowReader.From(things, new AsKnown(DateOnly.MaxValue, position))} where t.id = any($3)")
        {
            Parameters = { new() { Value = DateOnly.MaxValue }, new() { Value = position }, new() { Value = ids } },
        };

    private static SubjectName NameOf(string kind, NpgsqlDataReader reader)
    {
        switch (kind)
        {
            case "plan":
                var plan = RowReader.Read<Plan.Published>(reader).State.Document;
                return new SubjectName(plan.Title, plan.Code);
            case "project":
                var project = RowReader.Read<Project.Known>(reader).State;
                return new SubjectName(project.Name, project.Plan);
            case "indicator":
                var indicator = RowReader.Read<Indicator.Defined>(reader).State.Definition;
                return new SubjectName(indicator.Name, indicator.Plan);
            default:
                var finding = RowReader.Read<Finding.Open>(reader).State;
                return new SubjectName(finding.Written, finding.Plan);
        }
    }
}
