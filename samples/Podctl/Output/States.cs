using Spectre.Console;

namespace Podctl.Output;

/// <summary>The colours of a container's states.</summary>
internal static class States
{
    public static Style StyleOf(string text) => text switch
    {
        "running" => new Style(Color.Green),
        "paused" => new Style(Color.Yellow),
        "exited" => new Style(Color.Grey),
        _ => Style.Plain,
    };
}
