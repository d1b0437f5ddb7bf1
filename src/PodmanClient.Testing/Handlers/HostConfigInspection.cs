using System.Text.Json;
using Podman.Testing.Containers;
using Podman.Testing.Formats;

namespace Podman.Testing.Handlers;

/// <summary>The part of inspect data that tells how the host treats a container.</summary>
internal static class HostConfigInspection
{
    public static void Write(Utf8JsonWriter writer, ContainerConfiguration configuration)
    {
        CreateContainerOptions options = configuration.Options;
        writer.WriteStartObject("HostConfig");
        writer.WriteString("ContainerIDFile", "");
        writer.WriteNull("LogConfig");
        writer.WriteString("NetworkMode", configuration.NetworkMode);
        writer.WriteNull("PortBindings");
        writer.WriteBoolean("AutoRemove", options.Rm);
        JsonText.WriteStringsOrNull(writer, "CapAdd", options.CapAdd);
        JsonText.WriteStringsOrNull(writer, "CapDrop", options.CapDrop);
        JsonText.WriteStringsOrNull(writer, "DNS", options.DnsServers);
        JsonText.WriteStringsOrNull(writer, "DNSOptions", options.DnsOpt);
        JsonText.WriteStringsOrNull(writer, "DNSSearch", options.DnsSearch);

        // Null also when there are some: the real daemon does not fill it.
        writer.WriteNull("ExtraHosts");
        JsonText.WriteStringsOrNull(writer, "GroupAdd", options.GroupAdd);
        writer.WriteString("IpcMode", options.IpcMode);
        writer.WriteString("Cgroup", "host");
        writer.WriteNumber("OomScoreAdj", options.Resources.OomScoreAdj);
        writer.WriteString("PidMode", options.PidMode);
        writer.WriteBoolean("Privileged", options.Privileged);
        writer.WriteBoolean("PublishAllPorts", options.PublishAll);
        writer.WriteBoolean("ReadonlyRootfs", options.ReadOnlyRootFs);
        JsonText.WriteStringsOrNull(writer, "SecurityOpt", options.SecurityOpts);
        writer.WriteString("UTSMode", options.UtsMode);
        writer.WriteString("UsernsMode", options.UsernsMode);
        writer.WriteNumber("ShmSize", options.Resources.ShmSize);
        writer.WriteString("Runtime", "runc");
        WriteResources(writer, options);
        writer.WriteEndObject();
    }

    private static void WriteResources(Utf8JsonWriter writer, CreateContainerOptions options)
    {
        JsonText.WriteNulls(writer, "ConsoleSize", "CpuShares");

        // 0 whatever was asked for: the real daemon reads no memory limit over this interface.
        JsonText.WriteNumbers(writer, 0, "Memory", "NanoCpus");
        writer.WriteString("CgroupParent", options.CgroupParent);
        writer.WriteNumber("BlkioWeight", 0);
        JsonText.WriteNulls(
            writer, "BlkioWeightDevice", "BlkioDeviceReadBps", "BlkioDeviceWriteBps", "BlkioDeviceReadIOps", "BlkioDeviceWriteIOps");
        JsonText.WriteNulls(writer, "CpuPeriod", "CpuQuota", "CpuRealtimePeriod", "CpuRealtimeRuntime");
        JsonText.WriteTexts(writer, "", "CpuSetCpus", "CpuSetMems");
        writer.WriteNull("Devices");
        writer.WriteNumber("DiskQuota", 0);
        JsonText.WriteNulls(writer, "KernelMemory", "MemoryReservation", "MemorySwap");
        writer.WriteNumber("MemorySwappiness", 0);
        writer.WriteBoolean("OomKillDisable", false);
        writer.WriteNull("PidsLimit");
        JsonText.WriteStringsOrNull(writer, "Ulimits", options.Resources.Ulimit);
        JsonText.WriteNumbers(writer, 0, "CpuCount", "CpuPercent", "IOMaximumIOps", "IOMaximumBandwidth");
        JsonText.WriteStringsOrNull(writer, "Tmpfs", options.Tmpfs);
    }
}
