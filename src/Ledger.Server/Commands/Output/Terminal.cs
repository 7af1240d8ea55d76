using System.Text;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Ledger.Server.Commands;

/// <summary>Where a command writes: what was asked for on <see cref="Out"/>, everything else on <see cref="Error"/>.</summary>
/// <param name="Out">stdout.</param>
/// <param name="Error">stderr.</param>
/// <param name="OutIsTerminal">Whether a person looks at stdout; if not, nothing is coloured.</param>
/// <param name="ErrorIsTerminal">Whether a person looks at stderr; if not, progress is told in lines.</param>
/// <param name="Width">Columns of a line.</param>
internal sealed record Terminal(TextWriter Out, TextWriter Error, bool OutIsTerminal, bool ErrorIsTerminal, int Width)
{
    private const int DefaultWidth = 80;

    /// <summary>Whether to colour at all: not with <c>--no-color</c>, <c>NO_COLOR</c> or a dumb terminal.</summary>
    public bool Colours { get; init; }

    /// <summary>The console that this process was started with, writing UTF-8.</summary>
    public static Terminal OfProcess()
    {
        // Redirected, the encoding would be the locale's, and LANG=C would turn every Chinese name into question marks.
        Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        var dumb = Environment.GetEnvironmentVariable("TERM") == "dumb";
        return new Terminal(Console.Out, Console.Error, !Console.IsOutputRedirected && !dumb, !Console.IsErrorRedirected && !dumb, WidthOfProcess())
        {
            Colours = string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")),
        };
    }

    /// <summary>Draws a table on <see cref="Out"/>, without the blanks that fill its lines up.</summary>
    public void Draw(IRenderable table)
    {
        if (OutIsTerminal)
        {
            Canvas(Out, terminal: true).Write(table);
            return;
        }

        var text = new StringWriter();
        Canvas(text, terminal: false).Write(table);
        foreach (var line in text.ToString().ReplaceLineEndings("\n").TrimEnd('\n').Split('\n')) Out.WriteLine(line.TrimEnd());
    }

    private IAnsiConsole Canvas(TextWriter writer, bool terminal)
    {
        var canvas = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = terminal ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = terminal && Colours ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = terminal ? InteractionSupport.Detect : InteractionSupport.No,
            Out = new AnsiConsoleOutput(writer),
        });
        canvas.Profile.Width = Width;
        // Written to a file or a pipe it is UTF-8 as well, so the lines of tables need no ASCII.
        canvas.Profile.Capabilities.Unicode = true;
        return canvas;
    }

    private static int WidthOfProcess()
    {
        if (int.TryParse(Environment.GetEnvironmentVariable("COLUMNS"), out var columns) && columns >= 40) return columns;
        if (Console.IsOutputRedirected) return DefaultWidth;
        try
        {
            return Math.Max(Console.WindowWidth, 40);
        }
        catch (IOException)
        {
            return DefaultWidth;
        }
    }
}
