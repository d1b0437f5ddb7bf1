using System.Text;
using System.Text.Json;
using Podman.Testing.Containers;
using Podman.Testing.FileSystem;
using Podman.Testing.Formats;
using Podman.Testing.Images;
using Podman.Testing.Programs;
using Podman.Testing.State;

namespace Podman.Testing.Handlers;

/// <summary>A container's inspect data, a JSON document in a string, member by member as Podman 0.8 writes it.</summary>
internal static class ContainerInspection
{
    public static string ToJson(Container container) => Encoding.UTF8.GetString(JsonText.Write(writer => Write(writer, container)));

    private static void Write(Utf8JsonWriter writer, Container container)
    {
        ContainerConfiguration configuration = container.Configuration;
        ContainerSnapshot state = container.State;
        string userData = $"/overlay-containers/{container.Id}/userdata";
        string runData = state.WasInitialized ? HostFacts.RunRoot + userData : "";
        writer.WriteStartObject();
        writer.WriteString("ID", container.Id);
        writer.WriteString("Created", GoTime.Json(container.CreatedAt));
        writer.WriteString("Path", configuration.Command.Count > 0 ? configuration.Command[0] : "");
        JsonText.WriteStrings(writer, "Args", configuration.Command.Skip(1));
        WriteState(writer, state);
        writer.WriteString("Image", configuration.Image.Id);
        writer.WriteString("ImageName", configuration.ImageName);
        writer.WriteString("Rootfs", "");
        writer.WriteString("ResolvConfPath", runData.Length > 0 ? runData + "/resolv.conf" : "");
        writer.WriteString("HostnamePath", runData.Length > 0 ? runData + "/hostname" : "");
        writer.WriteString("HostsPath", runData.Length > 0 ? runData + "/hosts" : "");
        writer.WriteString("StaticDir", HostFacts.GraphRoot + userData);
        writer.WriteString("LogPath", HostFacts.GraphRoot + userData + "/ctr.log");
        writer.WriteString("Name", container.Name);
        writer.WriteNumber("RestartCount", 0);
        writer.WriteString("Driver", "overlay");
        JsonText.WriteTexts(writer, "", "MountLabel", "ProcessLabel", "AppArmorProfile");
        JsonText.WriteStrings(writer, "ExecIDs", []);
        ImageInspection.WriteGraphDriver(
            writer, "GraphDriver", [.. configuration.Image.Layers.Select(layer => Digest.WithoutPrefix(layer.Digest)), container.LayerId]);
        writer.WriteNumber("SizeRootFs", configuration.Image.RootSize);
        WriteMounts(writer, configuration);
        JsonText.WriteStrings(writer, "Dependencies", []);
        WriteNetwork(writer, container);
        WriteExitCommand(writer, container);
        writer.WriteString("Namespace", "");
        HostConfigInspection.Write(writer, configuration);
        WriteConfig(writer, configuration);
        writer.WriteEndObject();
    }

    /// <summary>What cleans up behind a container that nobody is attached to.</summary>
    private static void WriteExitCommand(Utf8JsonWriter writer, Container container)
    {
        if (!container.Configuration.Options.Detach)
        {
            writer.WriteNull("ExitCommand");
            return;
        }

        JsonText.WriteStrings(
            writer,
            "ExitCommand",
            [
                "podman", "--root", HostFacts.GraphRoot, "--runroot", HostFacts.RunRoot, "--log-level", "error", "--cgroup-manager", "cgroupfs",
                "--tmpdir", "/var/run/libpod", "--storage-driver", "overlay", "container", "cleanup", container.Id,
            ]);
    }

    private static void WriteState(Utf8JsonWriter writer, ContainerSnapshot state)
    {
        writer.WriteStartObject("State");
        writer.WriteString("OciVersion", "1.0.0");
        writer.WriteString("Status", state.Status.ToWire());
        writer.WriteBoolean("Running", state.Status == ContainerStatus.Running);
        writer.WriteBoolean("Paused", state.Status == ContainerStatus.Paused);
        JsonText.WriteBooleans(writer, false, "Restarting", "OOMKilled", "Dead");
        writer.WriteNumber("Pid", state.Pid);
        writer.WriteNumber("ExitCode", state.ExitCode);
        writer.WriteString("Error", "");
        writer.WriteString("StartedAt", GoTime.Json(state.StartedAt));
        writer.WriteString("FinishedAt", GoTime.Json(state.FinishedAt));
        writer.WriteEndObject();
    }

    private static void WriteMounts(Utf8JsonWriter writer, ContainerConfiguration configuration)
    {
        writer.WriteStartArray("Mounts");
        foreach (MountPoint mount in configuration.Mounts)
        {
            writer.WriteStartObject();
            writer.WriteString("destination", mount.Destination);
            writer.WriteString("type", mount.Type);
            writer.WriteString("source", mount.Source);
            if (mount.Options.Count > 0)
            {
                JsonText.WriteStrings(writer, "options", mount.Options);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteNetwork(Utf8JsonWriter writer, Container container)
    {
        (string address, string macAddress) = container.Network;
        writer.WriteStartObject("NetworkSettings");
        JsonText.WriteTexts(writer, "", "Bridge", "SandboxID");
        writer.WriteBoolean("HairpinMode", false);
        writer.WriteString("LinkLocalIPv6Address", "");
        writer.WriteNumber("LinkLocalIPv6PrefixLen", 0);
        writer.WriteStartArray("Ports");
        foreach (PublishedPort port in container.Configuration.Ports)
        {
            writer.WriteStartObject();
            writer.WriteNumber("hostPort", port.HostPort);
            writer.WriteNumber("containerPort", port.ContainerPort);
            writer.WriteString("protocol", port.Protocol);
            writer.WriteString("hostIP", port.HostIp);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteString("SandboxKey", address.Length > 0 ? $"/var/run/netns/cni-{container.LayerId[..8]}" : "");
        JsonText.WriteNulls(writer, "SecondaryIPAddresses", "SecondaryIPv6Addresses");
        writer.WriteString("EndpointID", "");
        writer.WriteString("Gateway", address.Length > 0 ? "10.88.0.1" : "");
        writer.WriteString("GlobalIPv6Address", "");
        writer.WriteNumber("GlobalIPv6PrefixLen", 0);
        writer.WriteString("IPAddress", address);
        writer.WriteNumber("IPPrefixLen", address.Length > 0 ? 16 : 0);
        writer.WriteString("IPv6Gateway", "");
        writer.WriteString("MacAddress", address.Length > 0 ? macAddress : "");
        writer.WriteEndObject();
    }

    private static void WriteConfig(Utf8JsonWriter writer, ContainerConfiguration configuration)
    {
        CreateContainerOptions options = configuration.Options;
        UserIds user = Accounts.Resolve(
            new ContainerFileSystem(new FileTree(configuration.Image.Root), TimeProvider.System), configuration.User) ?? UserIds.Root;
        writer.WriteStartObject("Config");
        writer.WriteString("Hostname", options.Hostname);
        writer.WriteString("Domainname", "");
        writer.WriteStartObject("User");
        writer.WriteNumber("uid", user.Uid);
        writer.WriteNumber("gid", user.Gid);
        writer.WriteEndObject();
        JsonText.WriteBooleans(writer, false, "AttachStdin", "AttachStdout", "AttachStderr");
        writer.WriteBoolean("Tty", options.Tty);
        writer.WriteBoolean("OpenStdin", options.Interactive);
        writer.WriteBoolean("StdinOnce", false);
        JsonText.WriteStrings(writer, "Env", configuration.Environment.Select(pair => $"{pair.Key}={pair.Value}"));
        JsonText.WriteStringsOrNull(writer, "Cmd", configuration.Command);
        writer.WriteString("Image", configuration.ImageName);
        writer.WriteNull("Volumes");
        writer.WriteString("WorkingDir", configuration.WorkingDirectory);
        writer.WriteString("Entrypoint", string.Join(' ', options.Entrypoint.Count > 0 ? options.Entrypoint : configuration.Image.Config.Entrypoint));
        JsonText.WriteMapOrNull(writer, "Labels", [.. options.Labels.OrderBy(pair => pair.Key, StringComparer.Ordinal)]);
        writer.WriteNull("Annotations");
        writer.WriteNumber("StopSignal", configuration.StopSignal);
        writer.WriteEndObject();
    }
}
