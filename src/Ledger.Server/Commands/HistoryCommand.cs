using System.CommandLine;
using Ledger.Postgres.EventStore;
using Ledger.Postgres.ReadModels;
using Ledger.Server.Api;
using Ledger.Server.Hosting;
using Ledger.Server.Web;

namespace Ledger.Server.Commands;

/// <summary><c>history</c>: every entry ever recorded about one thing, what was voided or corrected marked.</summary>
internal static class HistoryCommand
{
    private static readonly string[] Kinds = ["project", "indicator", "plan", "finding"];

    public static Command Create(GlobalOptions global)
    {
        var times = new TwoTimes();
        var id = new Argument<string>("id") { Description = "Id of a project, an indicator or a finding, or code of a plan. 编号" };
        var command = new Command("history", """
            Every entry about one thing, oldest first, in both times. 全部记录

            Entries that were voided or corrected since stay and are marked; --known-at shows the history as it stood then.

            Examples:
              ledger history wuxi-145.baima-primary
              ledger history wuxi-145 --json
            """) { id };
        times.AddTo(command);
        command.SetAction((line, ct) => RunAsync(global.Read(line), times, line, line.GetRequiredValue(id), ct));
        return command;
    }

    private static async Task<int> RunAsync(CommandContext context, TwoTimes options, ParseResult line, string id, CancellationToken ct)
    {
        await using var ledger = await context.OpenExistingAsync(ct);
        var times = await options.ReadAsync(line, ledger.Services, ct);
        var (stream, stored) = await FindAsync(ledger.Services.GetRequiredService<EventStore>(), id, ct);
        if (stored.Count == 0) throw Unknown.Id(context, id);
        if (stored[0].Position > times.Position) throw Unknown.Then(context, id, times);
        var items = Entries.Of([.. stored.Where(entry => entry.Position <= times.Position)], times.AsOf).ToList();
        if (context.AsJson)
            Json.Write(context.Terminal, new EntryListing(times.AsOf, times.KnownAt, times.Position, stream, items.Count, items, null));
        else Print(context, times, items);
        return ExitCode.Done;
    }

    private static async Task<(string Stream, IReadOnlyList<StoredEntry> Entries)> FindAsync(EventStore store, string id, CancellationToken ct)
    {
        foreach (var kind in Kinds)
        {
            var entries = await store.ReadStreamAsync($"{kind}-{id}", ct: ct);
            if (entries.Count > 0) return ($"{kind}-{id}", entries);
        }

        return ("", []);
    }

    private static void Print(CommandContext context, Times times, IReadOnlyList<EntryItem> items)
    {
        Heading.Print(context, times);
        Heading.Simulated(context, items.Any(item => item.Simulated));
        var sheet = new Sheet(context.Terminal)
            .Column(context.Say("位置", "Pos."), whole: true, right: true).Column(context.Say("业务日期", "Effective"), whole: true)
            .Column(context.Say("条目", "Entry"), whole: true).Column(context.Say("记录时间", "Recorded"), whole: true).Column(context.Say("填报与来源", "By, and source"));
        foreach (var item in items)
            sheet.Row(
                $"{item.Position}", (item.EffectiveDate ?? "—") + (item.Observed ? "*" : ""), item.Type + Mark(context, item),
                TimeText.Of(item.RecordedAt).Replace(' ', '\n'), Said(context, item));
        sheet.Print();
        if (items.Any(item => item.Observed)) context.Terminal.Out.WriteLine(context.Say("* 文件所见，并非发生之日。", "* seen by then, not the day on which it happened."));
        Heading.Count(context, items.Count, items.Count, "条记录", "entries");
    }

    private static string Mark(CommandContext context, EntryItem item) => (item.Voided, item.Corrected) switch
    {
        ({ } by, _) => context.Say($"\n✗ 被 {by.By} 撤销", $"\n✗ voided by {by.By}"),
        (_, { } by) => context.Say($"\n✗ 被 {by.By} 更正", $"\n✗ corrected by {by.By}"),
        _ => "",
    };

    // What a simulated clerk recorded shows its own time too: all of it was recorded within seconds.
    private static string Said(CommandContext context, EntryItem item) => string.Join('\n', new[]
        {
            item.Actor ?? "—", item.SimulatedAt is { } at ? context.Say($"模拟记录于 {TimeText.Of(at)}", $"simulated {TimeText.Of(at)}") : null, item.Reason, Place.InFull(item.Source),
        }.Where(part => !string.IsNullOrWhiteSpace(part)));
}
