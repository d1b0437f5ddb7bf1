using Podman.Testing.Programs;

namespace Podman.Testing.Containers;

/// <summary>Starts the program of a container that is set up.</summary>
internal static class ContainerLauncher
{
    /// <summary>Starts.</summary>
    /// <param name="container">The container; its state becomes running.</param>
    /// <param name="setup">What the runtime set up.</param>
    /// <param name="services">The engine.</param>
    /// <param name="onExit">Is called when the end of the program is noted.</param>
    /// <returns>Completes when the program is under way.</returns>
    public static async Task LaunchAsync(Container container, ContainerSetup setup, EngineServices services, Action onExit)
    {
        ContainerConfiguration configuration = container.Configuration;
        var space = new ProcessSpace
        {
            Files = setup.Files,
            Time = services.Time,
            Programs = services.Programs.Resolver,
            HostName = setup.HostName,
            User = setup.User,
            Terminal = container.Terminal,
            StopSignal = configuration.StopSignal,
        };
        var run = new ContainerRun(space, setup.Address, setup.MacAddress);
        await container.Attachments.AdmitPendingAsync().ConfigureAwait(false);
        container.Begin(run, setup.Pid, services.Time.GetUtcNow());
        Dictionary<string, string> environment = new(configuration.Environment, StringComparer.Ordinal);
        await run.StartAsync(
            () => space.RunMainAsync(setup.Program, setup.Arguments, environment, configuration.WorkingDirectory, ContainerStreams.Of(container)),
            exitCode =>
            {
                container.Attachments.Close();
                container.End(exitCode, services.Time.GetUtcNow());
                onExit();
            }).ConfigureAwait(false);
    }
}
