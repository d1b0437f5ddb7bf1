using Spectre.Console;
using Spectre.Console.Rendering;

namespace Podctl.Output;

/// <summary>Shows what containers use.</summary>
internal static class UsageView
{
    private const int BarLength = 6;

    /// <summary>The last piece of a bar, in eighths of a character.</summary>
    private static readonly string[] Eighths = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];

    public static Table Table(IReadOnlyList<Usage> usages)
    {
        Table table = new Table().Border(TableBorder.Rounded).BorderColor(Color.Grey).Expand();
        foreach (string heading in new[] { "NAME", "CPU", "MEMORY", "NET", "PIDS" })
        {
            table.AddColumn(new TableColumn(new Text(heading, new Style(decoration: Decoration.Bold))));
        }

        double busiest = usages.Select(usage => usage.NetBytesPerSecond).DefaultIfEmpty().Max();
        foreach (Usage usage in usages)
        {
            // There is no limit to hold the network against: the bar is the share of the busiest container's traffic.
            double net = busiest > 0 ? usage.NetBytesPerSecond / busiest * 100 : 0;
            table.AddRow(
                new Text(usage.Name),
                Measure(usage.CpuPercent, Format.Percent(usage.CpuPercent)),
                Measure(usage.MemoryPercent, Format.Bytes(usage.MemoryBytes)),
                Measure(net, $"{Format.Bytes((long)usage.NetBytesPerSecond)}/s"),
                new Text($"{usage.Processes}"));
        }

        return table;
    }

    public static void WritePlain(Shell shell, IReadOnlyList<Usage> usages)
    {
        var listing = new Listing("NAME", "CPU", "MEMORY", "NET IN", "NET OUT", "PIDS");
        foreach (Usage usage in usages)
        {
            listing.Add(
                usage.Name,
                Format.Percent(usage.CpuPercent),
                Format.Bytes(usage.MemoryBytes),
                Format.Bytes(usage.NetInputBytes),
                Format.Bytes(usage.NetOutputBytes),
                $"{usage.Processes}");
        }

        listing.Write(shell);
    }

    /// <summary>A bar of what is used of a hundred percent, and the figure.</summary>
    private static IRenderable Measure(double percent, string text)
    {
        int eighths = (int)Math.Round(Math.Clamp(percent, 0, 100) / 100 * BarLength * Eighths.Length);
        (int filled, int rest) = Math.DivRem(eighths, Eighths.Length);
        string bar = new string('█', filled) + (rest > 0 ? Eighths[rest] : "");
        Color color = percent switch { < 50 => Color.Green, < 80 => Color.Yellow, _ => Color.Red };
        return new Paragraph()
            .Append(bar, new Style(color))
            .Append(new string('░', BarLength - bar.Length), new Style(Color.Grey))
            .Append($" {text}");
    }
}
