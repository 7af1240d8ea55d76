using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Ledger.Domain.Entries;
using Ledger.Domain.Projects;
using Ledger.Domain.Time;
using Ledger.Postgres.ReadModels;
using Ledger.Server.Pages;

namespace Ledger.Server.Board;

/// <summary>What the board's script knows: everything on the page at all times, so that it asks for nothing while they move.</summary>
/// <remarks>Days are numbered from 1970-01-01, stages by their place in the ladder. wwwroot/js/board.js reads it.</remarks>
internal static class BoardData
{
    private static readonly int Epoch = DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;

    // Chinese as it is; what could end a script element is escaped all the same.
    private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public static string Of(BoardModel model, View view)
    {
        var names = model.Projects.ToDictionary(project => $"project-{project.Id}", project => project.Shown.Name);
        return JsonSerializer.Serialize(new
        {
            first = Number(model.Scale.First),
            last = Number(model.Scale.Last),
            period = new[] { Number(model.Plan.PeriodStart), Number(model.Plan.PeriodEnd) },
            today = Number(view.Today),
            day = Number(view.Times!.AsOf),
            position = view.Times.Position,
            whole = model.Question.Unknown,
            refilter = model.Question.Filter.Stage is not null,
            stages = Enum.GetValues<Stage>().Select(stage => new[] { Code<Stage>.Of(stage), view.Language.Of(stage) }),
            stops = model.Stops.Select(stop => new object[] { stop.Last.Position, TimeText.Of(stop.Last.RecordedAt), What(stop, names, view) }),
            changes = model.Changes.Select(change => new[] { Number(change.Day), (long)change.Stage, change.Change }),
            projects = model.Projects.Select(project => Project(project, view)),
            words = Words(view),
        }, Options);
    }

    /// <summary>What a stop is, in a few words.</summary>
    public static string What(BoardStop stop, Dictionary<string, string> names, View view) => stop.Import
        ? view.Say($"导入 {stop.Count} 条", $"import of {stop.Count}")
        : $"{view.Language.Entry(stop.Last.Type)} · {names.GetValueOrDefault(stop.Last.Stream, StreamName.IdOf(stop.Last.Stream))}";

    private static object Project(BoardProject project, View view)
    {
        var looks = new List<Look>();
        var rows = project.Stretches.Select(stretch => RowOf(stretch, looks, view)).ToList();
        return new { looks = looks.Select(look => new object?[] { look.Name, look.Committed, look.Category, look.Nature, look.Schedule, look.Start, look.End }), rows };
    }

    private static object?[] RowOf(BoardStretch stretch, List<Look> looks, View view)
    {
        var (row, state) = (stretch.Row, stretch.Row.State);
        var look = new Look(
            state.Name, state.Schedule.Committed == true, view.Language.Of(state.Scope.Category),
            state.Scope.Nature is { } nature ? view.Language.Of(nature) : state.Scope.NatureAsWritten ?? "", BoardProject.ScheduleOf(state),
            BoardProject.WindowOf(state) is var (from, _) ? Number(from) : null, BoardProject.WindowOf(state) is var (_, last) ? Number(last) : null);
        if (!looks.Contains(look)) looks.Add(look);
        return
        [
            Number(row.EffectiveFrom), row.EffectiveUntil is { } until ? Number(until) : null, stretch.KnownFrom, stretch.KnownUntil,
            (int)state.Stage, state.Percent?.Value, BoardProject.Observed(state), looks.IndexOf(look),
        ];
    }

    private static object Words(View view) => new
    {
        locale = view.Say("zh-CN", "en-GB"),
        ahead = view.Say("未列入", "not planned yet"),
        planned = view.Say("计划", "planned"),
        from = view.Say("起", ""),
        observed = view.Say("（所见）", " (as seen)"),
        between = view.Say("；", "; "),
        play = view.Say("播放", "Play"),
        pause = view.Say("暂停", "Pause"),
        entry = view.Say("据第 {0} 条及以前的记录", "From the entries up to position {0}"),
    };

    private static long Number(DateOnly day) => day.DayNumber - Epoch;

    private sealed record Look(string Name, bool Committed, string Category, string Nature, string Schedule, long? Start, long? End);
}
