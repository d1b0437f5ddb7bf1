using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Varlink.Tool.Commands;

/// <summary>The help that comes with the library, and below it examples and exit statuses.</summary>
internal sealed class ExamplesHelp(HelpAction help) : SynchronousCommandLineAction
{
    public override int Invoke(ParseResult parseResult)
    {
        int status = help.Invoke(parseResult);
        TextWriter output = parseResult.InvocationConfiguration.Output;
        if (parseResult.CommandResult.Command is ToolCommand command)
        {
            output.WriteLine("Examples:");
            foreach (string example in command.Examples)
            {
                output.WriteLine($"  {example}");
            }

            output.WriteLine();
        }

        output.WriteLine(ExitStatus.Explanation);
        return status;
    }
}
