using System.CommandLine;

namespace Podctl.Commands;

/// <summary>What several commands take.</summary>
internal static class CommonOptions
{
    public static Option<bool> Json() => new("--json") { Description = "JSON, for scripts" };

    public static Argument<string> Container() => new("CONTAINER") { Description = "Its name, or its id, or the beginning of its id" };

    public static Argument<string[]> Containers() => new("CONTAINER")
    {
        Description = "Names or ids",
        Arity = ArgumentArity.OneOrMore,
    };
}
