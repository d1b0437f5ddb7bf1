using Podman.Testing.Programs;

namespace Podman.Testing.Containers;

/// <summary>Starts the program of a container that is set up.</summary>
internal static class ContainerLauncher
{
    // Where the numbers of the pretended host begin.
    private const int FirstPid = 5300;
    private const int PidsPerRun = 7;

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
        int number = services.NextRunNumber();
        var run = new ContainerRun(space, setup.Address, $"f6:64:06:9e:{number >> 8 & 0xFF:x2}:{number & 0xFF:x2}");
        await container.Attachments.AdmitPendingAsync().ConfigureAwait(false);
        container.Begin(run, FirstPid + (number * PidsPerRun), services.Time.GetUtcNow());
        Dictionary<string, string> environment = new(configuration.Environment, StringComparer.Ordinal);
        await run.StartAsync(
            () => space.RunMainAsync(setup.Program, setup.Arguments, environment, configuration.WorkingDirectory, Streams(container)),
            exitCode =>
            {
                container.Attachments.Close();
                container.End(exitCode, services.Time.GetUtcNow());
                onExit();
            }).ConfigureAwait(false);
    }

    private static ProcessStreams Streams(Container container)
    {
        bool isTerminal = container.Configuration.Options.Tty;
        return new ProcessStreams(container.Attachments.Input, Output(container, "stdout", isTerminal), Output(container, "stderr", isTerminal));
    }

    private static CallbackStream Output(Container container, string stream, bool isTerminal)
    {
        // A terminal knows one stream only, and ends its lines with CR and LF.
        string name = isTerminal ? "stdout" : stream;
        return new CallbackStream(async (bytes, cancellationToken) =>
        {
            ReadOnlyMemory<byte> written = isTerminal ? WithCarriageReturns(bytes.Span) : bytes;
            container.Log.Append(name, written.Span);
            await container.Attachments.SendAsync(isError: name == "stderr", written, cancellationToken).ConfigureAwait(false);
        });
    }

    private static byte[] WithCarriageReturns(ReadOnlySpan<byte> bytes)
    {
        var result = new List<byte>(bytes.Length + 8);
        foreach (byte b in bytes)
        {
            if (b == (byte)'\n')
            {
                result.Add((byte)'\r');
            }

            result.Add(b);
        }

        return [.. result];
    }
}
