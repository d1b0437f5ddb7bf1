using System.CommandLine;
using Podctl.Engines;
using Podctl.Output;
using Podman;

namespace Podctl.Commands;

/// <summary><c>podctl wait</c></summary>
internal static class WaitCommand
{
    public static Command Create(Shell shell, EngineOptions engine)
    {
        Argument<string> container = CommonOptions.Container();
        var state = new Option<string>("--state")
        {
            Description = "The state to wait for; for exited, the exit code is printed",
            DefaultValueFactory = _ => ContainerState.Exited.Name,
        };
        state.AcceptOnlyFromAmong("configured", "created", "running", "paused", "exited");
        var timeout = new Option<double?>("--timeout") { Description = "Seconds to wait; without it, for as long as it takes" };
        Option<bool> json = CommonOptions.Json();
        var command = new Command("wait", "Waits until a container ends, or is in a state.") { container, state, timeout, json };
        command.SetAction(async (arguments, cancellationToken) =>
        {
            await using EngineSession session = await engine.ConnectAsync(arguments, cancellationToken);
            string name = arguments.GetRequiredValue(container);
            var wanted = new ContainerState(arguments.GetRequiredValue(state));
            var options = new ContainerWaitOptions
            {
                Timeout = arguments.GetValue(timeout) is { } seconds ? TimeSpan.FromSeconds(seconds) : Timeout.InfiniteTimeSpan,
            };
            try
            {
                await session.Podman.WaitForAsync(name, wanted, options, cancellationToken);
            }
            catch (TimeoutException)
            {
                // The SDK's message names the SDK's option.
                throw new TimeoutException(FormattableString.Invariant($"The container '{name}' did not become {wanted.Name} in {options.Timeout.TotalSeconds} s."));
            }

            // Of a container that has ended this tells at once.
            long? exitCode = wanted == ContainerState.Exited ? await session.Podman.WaitContainerAsync(name, cancellationToken) : null;
            if (arguments.GetValue(json))
            {
                shell.WriteJson(new WaitResult(name, wanted.Name, exitCode), JsonOutput.Indented.WaitResult);
            }
            else
            {
                shell.Out.WriteLine(exitCode is { } code ? $"{code}" : wanted.Name);
            }

            return ExitStatus.Success;
        });
        return command;
    }
}
