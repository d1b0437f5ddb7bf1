using System.Globalization;
using System.Text;

namespace Varlink.Benchmarks.Payloads;

/// <summary>A reply to ListContainers as Podman 0.8 writes it: member order, nulls and the mounts that every container has included.</summary>
internal static class ContainerList
{
    private static readonly string Mounts = string.Join(
        ',',
        """{"destination":"/proc","type":"proc","source":"proc","options":null}""",
        """{"destination":"/dev","type":"tmpfs","source":"tmpfs","options":["nosuid","strictatime","mode=755","size=65536k"]}""",
        """{"destination":"/dev/pts","type":"devpts","source":"devpts","options":["nosuid","noexec","newinstance","ptmxmode=0666","mode=0620","gid=5"]}""",
        """{"destination":"/dev/shm","type":"tmpfs","source":"shm","options":["nosuid","noexec","nodev","mode=1777","size=65536k"]}""",
        """{"destination":"/dev/mqueue","type":"mqueue","source":"mqueue","options":["nosuid","noexec","nodev"]}""",
        """{"destination":"/sys","type":"sysfs","source":"sysfs","options":["nosuid","noexec","nodev","ro"]}""",
        """{"destination":"/sys/fs/cgroup","type":"cgroup","source":"cgroup","options":["nosuid","noexec","nodev","relatime","ro"]}""");

    public static byte[] Reply(int containers)
    {
        var text = new StringBuilder("{\"parameters\":{\"containers\":[");
        for (int i = 0; i < containers; i++)
        {
            text.Append(i == 0 ? "" : ",").Append(Container(i));
        }

        return Encoding.UTF8.GetBytes(text.Append("]}}").ToString());
    }

    private static string Container(int number)
    {
        string id = string.Create(CultureInfo.InvariantCulture, $"{number:x8}{"5288789422e506ccb29741b4684b92f1abdac306134488e90b359540"}");
        bool running = number % 2 == 0;

        // A running container has namespaces of its own, but for that of users.
        string Space(int kind) => running ? string.Create(CultureInfo.InvariantCulture, $"{4026530000 + (number * 7) + kind}") : "";
        string labels = number % 4 == 0 ? """{"maintainer":"nobody","tier":"web"}""" : "null";
        string head = $$"""
            {"id":"{{id}}","image":"localhost/busybox:latest","imageid":"62d76e1f6b8d02598142688d781462d79408f458eaf02e7b8f169bc94aa98333","command":["sh"],
            """;
        string middle = $$"""
            "createdat":"2026-11-23 21:50:49.{{number:d9}} +0000 UTC","runningfor":"{{number}}.548318ms","status":"{{(running ? "running" : "exited")}}","ports":null,"rootfssize":1982333,"rwsize":{{number}},"names":"container-{{number}}","labels":{{labels}},
            """;
        string tail = $$"""
            "containerrunning":{{(running ? "true" : "false")}},"namespaces":{"user":"","uts":"{{Space(1)}}","pidns":"{{Space(2)}}","pid":"{{number}}","cgroup":"{{Space(3)}}","net":"{{Space(4)}}","mnt":"{{Space(5)}}","ipc":"{{Space(6)}}"
            """;
        return $"{head}{middle}\"mounts\":[{Mounts}],{tail}}}}}";
    }
}
