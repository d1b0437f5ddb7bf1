using System.CommandLine;
using Podctl.Engines;
using Podctl.Output;
using Podman;

namespace Podctl.Commands;

/// <summary><c>podctl info</c></summary>
internal static class InfoCommand
{
    public static Command Create(Shell shell, EngineOptions engine)
    {
        Option<bool> json = CommonOptions.Json();
        var command = new Command("info", "Tells about Podman, its host and its storage.") { json };
        command.SetAction(async (arguments, cancellationToken) =>
        {
            await using EngineSession session = await engine.ConnectAsync(arguments, cancellationToken);
            PodmanVersion version = await session.Podman.GetVersionAsync(cancellationToken);
            PodmanInfo info = await session.Podman.GetInfoAsync(cancellationToken);
            if (arguments.GetValue(json))
            {
                shell.WriteJson(new EngineInfo(version, info), JsonOutput.Indented.EngineInfo);
                return ExitStatus.Success;
            }

            var listing = new Listing("WHAT", "VALUE");
            listing.Add("Podman", $"{version.Version}, {version.OsArch}");
            listing.Add("host", $"{info.Host.Hostname}, {info.Host.Cpus} processors, kernel {info.Host.Kernel}");
            listing.Add("up", info.Host.Uptime);
            listing.Add("memory", $"{Format.Bytes(info.Host.MemTotal - info.Host.MemFree)} of {Format.Bytes(info.Host.MemTotal)} in use");
            listing.Add("containers", $"{info.Store.Containers}");
            listing.Add("images", $"{info.Store.Images}");
            listing.Add("storage", $"{info.Store.GraphRoot} ({info.Store.GraphDriverName})");
            listing.Write(shell);
            return ExitStatus.Success;
        });
        return command;
    }
}
