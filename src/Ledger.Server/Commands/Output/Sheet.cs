using Spectre.Console;
using Spectre.Console.Rendering;

namespace Ledger.Server.Commands;

/// <summary>A table of plain texts, legible at 80 columns and in a file.</summary>
/// <param name="terminal">Where it goes.</param>
internal sealed class Sheet(Terminal terminal)
{
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
        var table = new Table { Border = TableBorder.Simple, ShowHeaders = true, UseSafeBorder = false };
        for (var i = 0; i < _columns.Count; i++) table.AddColumn(Shape(i));
        foreach (var row in _rows) table.AddRow(row.Select(Cell));
        terminal.Draw(table);
    }

    private TableColumn Shape(int index)
    {
        var (head, whole, right) = _columns[index];
        var column = new TableColumn(new Text(head, new Style(decoration: Decoration.Bold))) { Padding = new Padding(0, 0, index == _columns.Count - 1 ? 0 : 1, 0) };
        // Wide enough for the longest word that may not be broken; everything else in the column wraps within that.
        column.NoWrap = whole;
        if (whole) column.Width = _rows.SelectMany(row => row[index].Split('\n')).Where(line => !line.Contains(' ', StringComparison.Ordinal))
            .Select(WidthOf).Append(WidthOf(head)).Where(width => width < terminal.Width).Max();
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
