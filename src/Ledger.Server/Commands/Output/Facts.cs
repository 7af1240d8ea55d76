using Spectre.Console;

namespace Ledger.Server.Commands;

/// <summary>Names and values, one pair a line; what is absent is left out.</summary>
/// <param name="terminal">Where it goes.</param>
internal sealed class Facts(Terminal terminal)
{
    private readonly List<(string Name, string Value)> _facts = [];

    public Facts Add(string name, object? value)
    {
        if (value?.ToString() is { Length: > 0 } text) _facts.Add((name, text));
        return this;
    }

    public void Print()
    {
        var grid = new Grid().AddColumn(new GridColumn { NoWrap = true, Padding = new Padding(2, 0, 2, 0) }).AddColumn(new GridColumn { Padding = new Padding(0, 0, 0, 0) });
        foreach (var (name, value) in _facts) grid.AddRow(new Text(name, new Style(decoration: Decoration.Dim)), new Text(Sheet.Clean(value)));
        if (_facts.Count > 0) terminal.Draw(grid);
    }
}
