using System.CommandLine;
using Podman;

namespace Podctl.Engines;

/// <summary>The options that say which engine is driven; every command takes them.</summary>
internal sealed class EngineOptions
{
    public const string Reference = "reference";
    public const string Podman = "podman";

    public EngineOptions() => Engine.AcceptOnlyFromAmong(Reference, Podman);

    public Option<string> Engine { get; } = new("--engine")
    {
        Description = "podman, which is the default, or reference: one in this process, with made-up containers",
        HelpName = $"{Podman}|{Reference}",
        DefaultValueFactory = _ => Podman,
        Recursive = true,
    };

    public Option<string?> Address { get; } = new("--address")
    {
        Description = "Podman's address, unix:///run/podman/podman.sock or, for varlink, unix:/run/podman/io.podman; without it Podman is looked for",
        Recursive = true,
    };

    public bool IsReference(ParseResult arguments) => arguments.GetValue(Engine) == Reference;

    /// <summary>Connects to the engine that the options name.</summary>
    public async Task<EngineSession> ConnectAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        if (IsReference(arguments))
        {
            DemoEngine demo = await DemoEngine.StartAsync();
            return new EngineSession(demo.CreateClient(), demo);
        }

        string? address = arguments.GetValue(Address);
        return new EngineSession(await PodmanClient.ConnectAsync(address, cancellationToken: cancellationToken), demo: null);
    }
}
