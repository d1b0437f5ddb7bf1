using Varlink.Idl.Diagnostics;

namespace Varlink.Idl.Parsing;

/// <summary>Checks the name behind <c>interface</c>.</summary>
internal static class InterfaceName
{
    public static void Check(ParseContext context, Token token)
    {
        string name = context.Tokens.TextOf(token);
        string shown = TokenReader.Shorten(name);
        string[] labels = name.Split('.');
        if (Problem(name, labels) is { } problem)
        {
            context.Report(
                IdlDiagnosticKinds.InvalidInterfaceName,
                token.Span,
                $"'{shown}' is not the name of an interface: {problem}.");
        }
        else if (labels.FirstOrDefault(label => label[label.Length - 1] == '-') is { } dashed)
        {
            context.Report(
                IdlDiagnosticKinds.LabelEndsInDash,
                token.Span,
                $"'{TokenReader.Shorten(dashed)}' ends in a dash, which not every implementation of varlink reads: remove the dash unless the name is already in use.");
        }
    }

    private static string? Problem(string name, string[] labels)
    {
        if (labels.Length < 2)
        {
            return $"write a domain in reverse before it, 'org.example.{TokenReader.Shorten(name)}' for example";
        }

        if (labels.Any(label => label.Length == 0))
        {
            return "write something before and after every dot, or remove the dot";
        }

        if (name.FirstOrDefault(c => !Characters.IsLetterOrDigit(c) && c is not ('.' or '-')) is var other and not '\0')
        {
            return $"remove the '{other}', it consists of letters, digits, dashes and dots";
        }

        if (labels.FirstOrDefault(label => label[0] == '-') is { } dashed)
        {
            return $"remove the dash at the start of '{TokenReader.Shorten(dashed)}'";
        }

        return Characters.IsLetter(name[0]) ? null : "write a letter at its start";
    }
}
