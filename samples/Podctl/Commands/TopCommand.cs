using System.CommandLine;
using Podctl.Engines;
using Podctl.Output;
using Podman;
using Spectre.Console;

namespace Podctl.Commands;

/// <summary><c>podctl top</c></summary>
internal static class TopCommand
{
    public static Command Create(Shell shell, EngineOptions engine)
    {
        var interval = new Option<double>("--interval")
        {
            Description = "Seconds between two readings, 0.01 to 3600",
            DefaultValueFactory = _ => 1,
        };
        interval.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<double>() is not (>= 0.01 and <= 3600))
            {
                result.AddError("--interval takes 0.01 to 3600 seconds.");
            }
        });
        Option<bool> json = CommonOptions.Json();
        var command = new Command("top", "Shows what running containers use, until Ctrl-C; in a pipe, once.") { interval, json };
        command.SetAction(async (arguments, cancellationToken) =>
        {
            await using EngineSession session = await engine.ConnectAsync(arguments, cancellationToken);
            var meter = new UsageMeter(session.Podman, TimeProvider.System);
            using var timer = new PeriodicTimer(TimeSpan.FromSeconds(arguments.GetValue(interval)));
            await meter.ReadAsync(cancellationToken);
            if (shell.IsTerminal && !arguments.GetValue(json))
            {
                await ShowAsync(shell.Terminal, meter, timer, cancellationToken);
                return ExitStatus.Success;
            }

            await timer.WaitForNextTickAsync(cancellationToken);
            IReadOnlyList<Usage> usages = await meter.ReadAsync(cancellationToken);
            if (arguments.GetValue(json))
            {
                shell.WriteJson(usages, JsonOutput.Indented.Usages);
            }
            else
            {
                UsageView.WritePlain(shell, usages);
            }

            return ExitStatus.Success;
        });
        return command;
    }

    /// <summary>Redraws in place. Ctrl-C is how this ends well.</summary>
    private static async Task ShowAsync(IAnsiConsole terminal, UsageMeter meter, PeriodicTimer timer, CancellationToken cancellationToken)
    {
        try
        {
            await terminal.Live(UsageView.Table([])).StartAsync(async live =>
            {
                while (await timer.WaitForNextTickAsync(cancellationToken))
                {
                    live.UpdateTarget(UsageView.Table(await meter.ReadAsync(cancellationToken)));
                }
            });
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
        }
    }
}
