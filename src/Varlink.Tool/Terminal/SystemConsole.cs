namespace Varlink.Tool.Terminal;

/// <summary>The console of the process.</summary>
internal sealed class SystemConsole : IToolConsole
{
    public TextWriter Out => Console.Out;

    public TextWriter Error => Console.Error;

    /// <summary>As no-color.org has it: any value but the empty one turns colours off.</summary>
    public bool HasColours => IsTerminal
        && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"))
        && Environment.GetEnvironmentVariable("TERM") != "dumb";

    public bool IsTerminal => !Console.IsOutputRedirected;

    public Stream OpenInput() => Console.OpenStandardInput();

    public Stream OpenOutput() => Console.OpenStandardOutput();
}
