using Spectre.Console;

namespace Podctl.Output;

/// <summary>Rows under headings: a table on a terminal, aligned columns in a pipe, where nothing is ever cut off.</summary>
internal sealed class Listing(params string[] headings)
{
    private const string Gap = "  ";

    private readonly List<string[]> _rows = [];

    public void Add(params string[] cells) => _rows.Add(cells);

    public void Write(Shell shell)
    {
        if (shell.IsTerminal)
        {
            shell.Terminal.Write(Table());
            return;
        }

        int[] widths = [.. headings.Select((heading, column) => _rows.Select(row => row[column].Length).Append(heading.Length).Max())];
        foreach (string[] row in _rows.Prepend(headings))
        {
            shell.Out.WriteLine(string.Join(Gap, row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());
        }
    }

    private Table Table()
    {
        Table table = new Table().Border(TableBorder.Rounded).BorderColor(Color.Grey);
        foreach (string heading in headings)
        {
            table.AddColumn(new TableColumn(new Text(heading, new Style(decoration: Decoration.Bold))));
        }

        foreach (string[] row in _rows)
        {
            table.AddRow(row.Select(cell => new Text(cell, States.StyleOf(cell)) { Overflow = Overflow.Ellipsis }));
        }

        return table;
    }
}
