using System.Globalization;
using Podman.Libpod;

namespace Gateway;

/// <summary>What was typed behind the program's name.</summary>
internal sealed record Arguments(string? Listen, string? Podman, TimeSpan? ExitWhenIdle, bool Help)
{
    public const string Usage = """
        usage: Gateway [--listen ADDRESS] [--podman ADDRESS] [--exit-when-idle SECONDS]

        Serves io.podman on a varlink address out of the REST API of a current Podman.

          --listen ADDRESS          where varlink clients connect, unix:/run/podman/io.podman for example; without it,
                                    the socket of systemd that the program was started by, or Podman's old place
          --podman ADDRESS          Podman's REST service; without it, what CONTAINER_HOST names, or
                                    unix:///run/podman/podman.sock for root and
                                    unix://$XDG_RUNTIME_DIR/podman/podman.sock for others
          --exit-when-idle SECONDS  leave when no client has been connected for that long
        """;

    /// <summary>Reads the arguments; null when they make no sense.</summary>
    public static Arguments? Parse(string[] args)
    {
        if (args is ["--help"])
        {
            return new Arguments(null, null, null, Help: true);
        }

        var arguments = new Arguments(null, null, null, Help: false);
        for (int i = 0; i < args.Length; i += 2)
        {
            switch (args[i])
            {
                case "--listen" when i + 1 < args.Length:
                    arguments = arguments with { Listen = args[i + 1] };
                    break;
                case "--podman" when i + 1 < args.Length:
                    arguments = arguments with { Podman = args[i + 1] };
                    break;
                case "--exit-when-idle" when i + 1 < args.Length
                    && uint.TryParse(args[i + 1], NumberStyles.None, CultureInfo.InvariantCulture, out uint seconds):
                    arguments = arguments with { ExitWhenIdle = TimeSpan.FromSeconds(seconds) };
                    break;
                default:
                    return null;
            }
        }

        return arguments;
    }

    public PodmanGatewayOptions ToOptions() => new() { Address = Listen, Podman = Podman };
}
