using System.CommandLine;
using Varlink.Tool.Terminal;

namespace Varlink.Tool.Commands;

/// <summary>A command of the program.</summary>
internal abstract class ToolCommand(string name, string description, IToolConsole console) : Command(name, description)
{
    /// <summary>Command lines that one may try, for the help.</summary>
    public abstract IReadOnlyList<string> Examples { get; }

    /// <summary>Where it reads and writes.</summary>
    protected IToolConsole Terminal => console;

    /// <summary>Text of a service, harmless where it goes to a terminal and untouched where it goes to a file.</summary>
    protected string Shown(string text) => console.IsTerminal ? Printable.Text(text) : text;
}
