using Spectre.Console;

namespace Ledger.Server.Commands;

/// <summary>Tells on stderr how far something is: a bar on a terminal, a line now and then elsewhere, nothing with <c>--json</c>.</summary>
internal static class ProgressDisplay
{
    /// <summary>Runs <paramref name="work"/>, giving it what to report to: how much is done of how much, and of what.</summary>
    public static async Task<T> RunAsync<T>(CommandContext context, string title, Func<IProgress<(long Done, long Total, string? What)>, Task<T>> work)
    {
        var terminal = context.Terminal;
        if (context.AsJson) return await work(new Told(_ => { }));
        if (!terminal.ErrorIsTerminal) return await work(new Told(new Lines(terminal.Error, title).Tell));
        return await terminal.ErrorCanvas().Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn { Width = 30 }, new PercentageColumn(), new ElapsedTimeColumn())
            .StartAsync(async bars =>
            {
                var bar = bars.AddTask(Markup.Escape(title), maxValue: 1);
                return await work(new Told(now =>
                {
                    bar.MaxValue = Math.Max(1, now.Total);
                    bar.Value = now.Done;
                    if (now.What is not null) bar.Description = Markup.Escape($"{title} {now.What}");
                }));
            });
    }

    // Not System.Progress, which reports from the thread pool and so out of order, and after the end.
    private sealed class Told(Action<(long Done, long Total, string? What)> tell) : IProgress<(long Done, long Total, string? What)>
    {
        public void Report((long Done, long Total, string? What) value) => tell(value);
    }

    private sealed class Lines(TextWriter writer, string title)
    {
        private (long Tenth, string? What) _last = (-1, null);

        public void Tell((long Done, long Total, string? What) now)
        {
            var step = (now.Total == 0 ? 10 : now.Done * 10 / now.Total, now.What);
            if (step == _last) return;
            _last = step;
            writer.WriteLine(now.What is null ? $"{title} {now.Done}/{now.Total}" : $"{title} {now.What} {now.Done}/{now.Total}");
        }
    }
}
