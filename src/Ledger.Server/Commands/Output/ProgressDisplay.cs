using System.Diagnostics;

namespace Ledger.Server.Commands;

/// <summary>How far something is.</summary>
/// <param name="Done">How much is done.</param>
/// <param name="Total">How much there is.</param>
/// <param name="What">The part that is under way, where there are parts.</param>
internal readonly record struct Step(long Done, long Total, string? What = null);

/// <summary>Tells on stderr how far something is: a bar on a terminal, a line now and then elsewhere, nothing with <c>--json</c>.</summary>
/// <remarks>
/// Drawn without Spectre.Console, whose live displays cost a start a tenth of a second even where there is nothing to tell:
/// nothing is drawn before the first report.
/// </remarks>
internal sealed class ProgressDisplay : IProgress<Step>, IDisposable
{
    private const int BarWidth = 30;

    // In a file or a log, what takes no longer than this is told by its result alone.
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(2);

    private readonly Terminal _terminal;
    private readonly string _title;
    private readonly bool _silent;
    private long _toldAt = Stopwatch.GetTimestamp();
    private string _last = "";

    public ProgressDisplay(CommandContext context, string title) => (_terminal, _title, _silent) = (context.Terminal, title, context.AsJson);

    public void Report(Step value)
    {
        if (_silent) return;
        var title = value.What is null ? _title : $"{_title}: {value.What}";
        if (_terminal.ErrorIsTerminal) Draw(title, value);
        else Tell(title, value);
    }

    /// <summary>Takes the bar away: what was done is said by others.</summary>
    public void Dispose()
    {
        if (_terminal.ErrorIsTerminal && _last.Length > 0) _terminal.Error.Write($"\r{Blank(_last)}\r");
        _last = "";
    }

    private void Draw(string title, Step step)
    {
        var share = step.Total <= 0 ? 0 : Math.Clamp((double)step.Done / step.Total, 0, 1);
        var filled = (int)(share * BarWidth);
        var line = $"{new string('█', filled)}{new string('░', BarWidth - filled)} {share * 100,3:0}% {title}";
        if (line == _last) return;
        _terminal.Error.Write($"\r{Blank(_last)}\r{line}");
        _last = line;
    }

    private void Tell(string title, Step step)
    {
        if (Stopwatch.GetElapsedTime(_toldAt) < Quiet) return;
        _toldAt = Stopwatch.GetTimestamp();
        _terminal.Error.WriteLine($"{title} {(step.Total <= 0 ? 0 : step.Done * 100 / step.Total)}%");
    }

    // Chinese takes two columns a character; blanks too many would wrap on to the next line.
    private string Blank(string line) => new(' ', Math.Min(line.Sum(c => c < 0x2E80 ? 1 : 2), _terminal.Width - 1));
}
