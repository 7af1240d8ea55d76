using System.Text.Json;
using Ledger.Domain.Accounts;
using Ledger.Domain.Entries;
using Ledger.Domain.Indicators;
using Ledger.Domain.Projects;
using Ledger.Domain.Time;
using Ledger.Server.Recording.Bodies;
using Ledger.Server.Web;

namespace Ledger.Server.Recording;

/// <summary><c>POST /api/v1/entries</c></summary>
internal static class RecordBatch
{
    private const int MostEntries = 1_000;
    private const int MostBytes = 8 * 1024 * 1024;

    private static Shape.Object Item => field ??= new("BatchEntry", "One fact and the thing it is about: a project or an indicator.",
    [
        new Member("project", new Shape.Text(121), "Id of the project; a new one begins with `project_planned`.", Required: false, Nullable: true),
        new Member("indicator", new Shape.Text(121), "Id of the indicator; a new one begins with `indicator_defined`.", Required: false, Nullable: true),
        new Member("entry", EntryShapes.Any, "The fact.", Required: true, Nullable: false),
    ]);

    private static Shape.Object Shape => field ??= new("Batch", "Facts that are recorded together or not at all.",
        [new Member("entries", new Shape.List(Item, MostEntries, Fewest: 1), "The facts, in the order in which they are decided.", Required: true, Nullable: false)]);

    private static readonly Operation Operation = new(
        "recordEntries", "Recording", "批量填报 · Record many facts at once",
        "Up to 1,000 facts over any number of projects and indicators, each decided against those before it. All are recorded or none; a problem names the index of the entry.")
    {
        Body = () => Shape,
    };

    public static void Map(IEndpointRouteBuilder api) => api.MapWrite<Receipts>("/entries", Operation, HandleAsync)
        .WithMetadata(new Microsoft.AspNetCore.Mvc.RequestSizeLimitAttribute(MostBytes + 1));

    private static async Task<IResult> HandleAsync(WriteRequest request)
    {
        if (await request.ReadAsync(Role.Recorder, Shape, MostBytes) is not { } body) return request.Stop!;
        var entries = new List<WishedEntry>();
        var errors = new List<ParameterError>();
        foreach (var item in body.GetProperty("entries").EnumerateArray())
        {
            var path = $"$.entries[{entries.Count}]";
            if (request.Event(() => EntryShapes.Read(item.GetProperty("entry")), $"{path}.entry") is not { } @event) return request.Stop!;
            var stream = StreamOf(item, path, errors);
            if (stream is not null && IdError(stream, @event) is { } detail) errors.Add(new ParameterError(path, $"'{path}' {detail}"));
            entries.Add(new WishedEntry(stream ?? "", @event, @event is ProjectEvent.ProjectPlanned or IndicatorEvent.IndicatorDefined));
        }

        if (errors.Count > 0) return Problems.InvalidBody([.. errors.Take(50)]).Answer();
        return await request.RecordAsync(receipts => Results.Json(new Receipts(receipts), WebJson.Options, statusCode: StatusCodes.Status201Created), entries);
    }

    private static string? StreamOf(JsonElement item, string path, List<ParameterError> errors)
    {
        var (project, indicator) = (VoidEntry.Optional<string>(item, "project"), VoidEntry.Optional<string>(item, "indicator"));
        if (project is null == indicator is null)
        {
            errors.Add(new ParameterError(path, $"'{path}' needs a project or an indicator, and not both."));
            return null;
        }

        return project is not null ? StreamName.Of<Project>(project) : StreamName.Of<Indicator>(indicator!);
    }

    // What begins a thing must name it as POST /projects and /indicators would.
    private static string? IdError(string stream, LedgerEvent @event)
    {
        var plan = @event switch
        {
            ProjectEvent.ProjectPlanned e => e.Plan,
            IndicatorEvent.IndicatorDefined e => e.Definition.Plan,
            _ => null,
        };
        if (plan is null) return null;
        var id = StreamName.IdOf(stream);
        return id.StartsWith(plan + ".", StringComparison.Ordinal)
            && System.Text.RegularExpressions.Regex.IsMatch(id[(plan.Length + 1)..], NewThings.SlugPattern)
                ? null
                : $"begins a thing whose id must be '{plan}.' and a slug of a-z, 0-9 and single dashes.";
    }
}
