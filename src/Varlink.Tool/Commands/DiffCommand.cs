using System.CommandLine;
using Varlink.Idl.Syntax;
using Varlink.Tool.Comparing;
using Varlink.Tool.Files;
using Varlink.Tool.Terminal;

namespace Varlink.Tool.Commands;

/// <summary><c>varlink diff OLD NEW</c>.</summary>
internal sealed class DiffCommand : ToolCommand
{
    private readonly Argument<string> _old = new("OLD") { Description = "The .varlink file as it was." };
    private readonly Argument<string> _new = new("NEW") { Description = "The .varlink file as it is." };
    private readonly Option<bool> _clientsOnly = new("--clients-only")
    {
        Arity = ArgumentArity.Zero,
        Description = "Exit 1 for what breaks clients only: for a service that is always newer than its clients.",
    };

    public DiffCommand(IToolConsole console)
        : base("diff", "Print what has changed between two versions of an interface, and what of it breaks clients or services; exit 1 on a break.", console)
    {
        Add(_old);
        Add(_new);
        Add(_clientsOnly);
        SetAction(RunAsync);
    }

    public override IReadOnlyList<string> Examples => ["varlink diff released/org.example.kettle.varlink org.example.kettle.varlink"];

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        InterfaceSyntax? old = await ReadAsync(parsed.GetRequiredValue(_old), cancellationToken);
        InterfaceSyntax? current = await ReadAsync(parsed.GetRequiredValue(_new), cancellationToken);
        if (old is null || current is null)
        {
            return ExitStatus.Failed;
        }

        IReadOnlyList<InterfaceChange> changes = InterfaceComparison.Compare(old, current);
        foreach (InterfaceChange change in changes)
        {
            await Terminal.Out.WriteLineAsync(change.ToString());
        }

        Breaks counting = parsed.GetValue(_clientsOnly) ? Breaks.Clients : Breaks.Clients | Breaks.Services;
        return changes.Any(change => (change.Breaks & counting) != Breaks.Nobody) ? ExitStatus.Failed : ExitStatus.Success;
    }

    private async Task<InterfaceSyntax?> ReadAsync(string path, CancellationToken cancellationToken)
    {
        InterfaceFile file = await InterfaceFile.ReadAsync(path, cancellationToken);
        foreach (string line in file.Parsed.HasErrors ? FileDiagnostics.OfLanguage(file) : [])
        {
            await Terminal.Error.WriteLineAsync(line);
        }

        return file.Parsed.Interface;
    }
}
