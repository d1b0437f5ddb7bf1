using System.CommandLine;
using Varlink.Tool.Terminal;

namespace Varlink.Tool.Commands;

/// <summary><c>varlink completion SHELL</c>.</summary>
internal sealed class CompletionCommand : ToolCommand
{
    private static readonly Dictionary<string, string> Scripts = new()
    {
        ["bash"] = "varlink.bash",
        ["fish"] = "varlink.fish",
        ["pwsh"] = "varlink.ps1",
        ["zsh"] = "varlink.zsh",
    };

    public CompletionCommand(IToolConsole console)
        : base("completion", "Print a script that lets a shell complete commands, options, addresses, and the names at a service.", console)
    {
        Argument<string> shell = new("SHELL") { Description = "The shell. The script says how it gets into every shell that starts." };
        shell.AcceptOnlyFromAmong([.. Scripts.Keys]);
        Add(shell);
        SetAction((parsed, _) => RunAsync(Scripts[parsed.GetRequiredValue(shell)]));
    }

    public override IReadOnlyList<string> Examples =>
        ["varlink completion fish > ~/.config/fish/completions/varlink.fish", "source <(varlink completion bash)"];

    private async Task<int> RunAsync(string script)
    {
        using StreamReader reader = new(typeof(CompletionCommand).Assembly.GetManifestResourceStream(script)!);
        await Terminal.Out.WriteAsync(await reader.ReadToEndAsync());
        return ExitStatus.Success;
    }
}
