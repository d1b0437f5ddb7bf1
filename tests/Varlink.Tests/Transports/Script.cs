using Varlink.TestKit;

namespace Varlink.Tests.Transports;

/// <summary>Programs for tests: shell scripts.</summary>
internal static class Script
{
    /// <summary>Sends a reply once anything has come, and ends with its connection.</summary>
    public const string AnswersOnce = """
        dd bs=1 count=1 <&3 >/dev/null 2>&1
        printf '{"parameters":{"text":"%s"}}\0' "$LISTEN_FDS $LISTEN_FDNAMES $([ "$LISTEN_PID" = $$ ] && echo me) $$" >&3
        cat <&3 >/dev/null
        """;

    public static string Write(TemporaryFolder folder, string text)
    {
        string path = folder["program"];
        File.WriteAllText(path, "#!/bin/sh\n" + text + "\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        return path;
    }

    /// <summary>Whether there is such a process, be it that it has ended and nobody has asked how.</summary>
    public static bool IsAlive(int id) => Directory.Exists($"/proc/{id}");
}
