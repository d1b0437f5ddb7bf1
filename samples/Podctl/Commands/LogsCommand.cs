using System.CommandLine;
using System.Globalization;
using Podctl.Engines;
using Podctl.Output;
using Podman;

namespace Podctl.Commands;

/// <summary><c>podctl logs</c></summary>
internal static class LogsCommand
{
    public static Command Create(Shell shell, EngineOptions engine)
    {
        Argument<string> container = CommonOptions.Container();
        var follow = new Option<bool>("--follow", "-f") { Description = "Go on until the container ends, or Ctrl-C" };
        var stderr = new Option<bool>("--stderr") { Description = "Only what was written to standard error" };
        var timestamps = new Option<bool>("--timestamps", "-t") { Description = "The time in front of each line" };
        Option<bool> json = CommonOptions.Json();
        var command = new Command("logs", "Prints a container's log.") { container, follow, stderr, timestamps, json };
        command.SetAction(async (arguments, cancellationToken) =>
        {
            await using EngineSession session = await engine.ConnectAsync(arguments, cancellationToken);
            await foreach (ContainerLogLine line in ReadAsync(session.Podman, arguments, cancellationToken))
            {
                if (arguments.GetValue(stderr) && line.Stream != ContainerLogSource.StandardError)
                {
                    continue;
                }

                if (arguments.GetValue(json))
                {
                    shell.WriteJson(line, JsonOutput.Line.LogLine);
                }
                else
                {
                    Write(shell, line, arguments.GetValue(timestamps));
                }
            }

            return ExitStatus.Success;
        });
        return command;

        async IAsyncEnumerable<ContainerLogLine> ReadAsync(
            IPodmanClient podman,
            ParseResult arguments,
            [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
        {
            string name = arguments.GetRequiredValue(container);
            var options = new ContainerLogOptions { JoinPartialLines = true };
            if (!arguments.GetValue(follow))
            {
                foreach (ContainerLogLine line in await podman.GetLogsAsync(name, options, cancellationToken))
                {
                    yield return line;
                }

                yield break;
            }

            await foreach (ContainerLogLine line in podman.FollowLogsAsync(name, options, cancellationToken))
            {
                yield return line;
            }
        }
    }

    private static void Write(Shell shell, ContainerLogLine line, bool withTime)
    {
        string time = withTime && line.Timestamp is { } timestamp
            ? timestamp.ToString("yyyy-MM-dd'T'HH:mm:ss.fffzzz ", CultureInfo.InvariantCulture)
            : "";
        if (shell.HasColors && line.Stream == ContainerLogSource.StandardError)
        {
            // Only the colour is added: a terminal breaks long lines itself, so that they can be copied.
            shell.Out.WriteLine($"{time}\e[31m{line.Text}\e[0m");
        }
        else
        {
            shell.Out.WriteLine(time + line.Text);
        }
    }
}
