using Podman.Testing.Programs;

namespace Podman.Testing.Containers;

/// <summary>Joins the streams of a container's program to its log, and to whoever is attached.</summary>
internal static class ContainerStreams
{
    /// <summary>Makes the input of the next run; null where the container has none.</summary>
    public static IContainerInput? OpenInput(Container container) =>
        container.Terminal is { } terminal ? new TerminalInput(terminal, Output(container, "stdout"), signal => container.Run?.SignalAll(signal))
        : container.Configuration.Options.Interactive ? new PipeInput()
        : null;

    /// <summary>The streams of the main process.</summary>
    public static ProcessStreams Of(Container container)
    {
        if (container.Terminal is not { } terminal)
        {
            return new ProcessStreams(container.Attachments.Input, Output(container, "stdout"), Output(container, "stderr"));
        }

        // A terminal knows one stream only.
        CallbackStream shown = Output(container, "stdout");
        var output = new CallbackStream((bytes, cancellationToken) =>
            shown.WriteAsync(terminal.Settings.MapsNewlines ? WithCarriageReturns(bytes.Span) : bytes, cancellationToken));
        return new ProcessStreams(container.Attachments.Input, output, output);
    }

    private static CallbackStream Output(Container container, string name) => new(async (bytes, cancellationToken) =>
    {
        container.Log.Append(name, bytes.Span);
        await container.Attachments.SendAsync(isError: name == "stderr", bytes, cancellationToken).ConfigureAwait(false);
    });

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
