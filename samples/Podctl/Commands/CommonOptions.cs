using System.CommandLine;
using System.CommandLine.Parsing;

namespace Podctl.Commands;

/// <summary>What several commands take.</summary>
internal static class CommonOptions
{
    public static Option<bool> Json() => new("--json") { Description = "JSON, for scripts" };

    public static Argument<string> Container() => Name("CONTAINER", "Its name, or its id, or the beginning of its id");

    public static Argument<string[]> Containers()
    {
        var names = new Argument<string[]>("CONTAINER") { Description = "Names or ids", Arity = ArgumentArity.OneOrMore };
        names.Validators.Add(RejectOptions);
        return names;
    }

    /// <summary>A name of something. An option that there is not is not taken for one.</summary>
    public static Argument<string> Name(string title, string description)
    {
        var name = new Argument<string>(title) { Description = description };
        name.Validators.Add(RejectOptions);
        return name;
    }

    private static void RejectOptions(ArgumentResult result)
    {
        if (result.Tokens.FirstOrDefault(token => token.Value.StartsWith('-')) is { } option)
        {
            result.AddError($"There is no option '{option.Value}'.");
        }
    }
}
