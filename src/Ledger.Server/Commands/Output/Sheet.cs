using Spectre.Console;
using Spectre.Console.Rendering;

namespace Ledger.Server.Commands;

/// <summary>A table of plain texts, legible at 80 columns and in a file.</summary>
/// <param name="terminal">Where it goes.</param>
internal sealed class Sheet(Terminal terminal)
{
    private const int LeastWidth = 8;

    private static readonly Style Faint = new(decoration: Decoration.Dim);

    private readonly List<(string Head, bool Whole, bool Right)> _columns = [];
    private readonly List<string[]> _rows = [];

    /// <summary>A column.</summary>
    /// <param name="head">Its heading.</param>
    /// <param name="whole">Never broken over lines, as ids must not be.</param>
    /// <param name="right">Aligned to the right, as numbers are.</param>
    public Sheet Column(string head, bool whole = false, bool right = false)
    {
        _columns.Add((head, whole, right));
        return this;
    }

    /// <summary>A row; of a cell of two lines the second one is drawn faint.</summary>
    public Sheet Row(params string?[] cells)
    {
        _rows.Add([.. cells.Concat(Enumerable.Repeat("", _columns.Count - cells.Length)).Select(cell => Clean(cell ?? ""))]);
        return this;
    }

    public void Print()
    {
        // A wide character in a column of one never fits, and the drawing of it never ends: so what is too narrow for a table is told in lines.
        var widths = WholeWidths(_ => true);
        if (!Fits(widths)) widths = WholeWidths(line => line.All(char.IsAscii));
        if (!Fits(widths))
        {
            PrintLines();
            return;
        }

        var table = new Table { Border = TableBorder.Simple, ShowHeaders = true, UseSafeBorder = false };
        for (var i = 0; i < _columns.Count; i++) table.AddColumn(Shape(i, widths[i]));
        foreach (var row in _rows) table.AddRow(row.Select(Cell));
        terminal.Draw(table);
    }

    // Wide enough for the longest word that may not be broken; everything else in the column wraps within that.
    private int?[] WholeWidths(Func<string, bool> counts) =>
        [.. _columns.Select((column, i) => column.Whole
            ? _rows.SelectMany(row => row[i].Split('\n')).Where(line => !line.Contains(' ', StringComparison.Ordinal) && counts(line))
                .Select(WidthOf).Append(WidthOf(column.Head)).Max()
            : (int?)null)];

    // Columns that wrap get what the whole ones leave, evenly; between two columns and around the table stand blanks.
    private bool Fits(int?[] widths) =>
        widths.Select((width, i) => width ?? Math.Min(LeastWidth, _rows.Select(row => row[i]).Append(_columns[i].Head).SelectMany(cell => cell.Split('\n')).Max(WidthOf)))
            .Sum() + 2 * _columns.Count <= terminal.Width;

    private void PrintLines()
    {
        foreach (var row in _rows)
        {
            terminal.Out.WriteLine();
            for (var i = 0; i < _columns.Count; i++)
                if (row[i].Length > 0) terminal.Out.WriteLine(_columns[i].Head.Length == 0 ? row[i] : $"{_columns[i].Head}: {row[i]}");
        }

        terminal.Out.WriteLine();
    }

    private TableColumn Shape(int index, int? width)
    {
        var (head, whole, right) = _columns[index];
        var column = new TableColumn(new Text(head, new Style(decoration: Decoration.Bold)))
        {
            Padding = new Padding(0, 0, index == _columns.Count - 1 ? 0 : 1, 0),
            NoWrap = whole,
            Width = width,
        };
        return right ? column.RightAligned() : column;
    }

    private static IRenderable Cell(string text)
    {
        var lines = text.Split('\n');
        return lines.Length == 1 ? new Text(text) : new Rows(lines.Select((line, i) => new Text(line, i == 0 ? null : Faint)));
    }

    private static int WidthOf(string text) => new Segment(text).CellCount();

    /// <summary>The text without what a terminal would take for a command.</summary>
    public static string Clean(string text) => text.Any(c => char.IsControl(c) && c != '\n')
        ? string.Concat(text.Select(c => char.IsControl(c) && c != '\n' ? '\uFFFD' : c))
        : text;
}
