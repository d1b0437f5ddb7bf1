namespace QuickStart;

/// <summary>What was typed behind the program's name.</summary>
internal sealed record Arguments(EngineKind Engine, string? Address, string Image)
{
    public const string Usage = """
        usage: QuickStart [--engine reference|podman] [--address ADDRESS] [--image IMAGE]

          --engine reference  an engine in this process; the default
          --engine podman     the Podman of this host, whichever there is
          --address ADDRESS   the Podman to drive: unix:///run/podman/podman.sock, or one that
                              speaks varlink, unix:/run/podman/io.podman
          --image IMAGE       the image to run, pulled where it is not there;
                              default: docker.io/library/alpine:latest
        """;

    /// <summary>Reads the arguments; null when they make no sense.</summary>
    public static Arguments? Parse(string[] args)
    {
        var arguments = new Arguments(EngineKind.Reference, Address: null, Image: "docker.io/library/alpine:latest");
        for (int i = 0; i < args.Length; i += 2)
        {
            switch (args[i])
            {
                case "--engine" when i + 1 < args.Length && args[i + 1] is "reference" or "podman":
                    arguments = arguments with { Engine = args[i + 1] == "podman" ? EngineKind.Podman : EngineKind.Reference };
                    break;
                case "--address" when i + 1 < args.Length:
                    arguments = arguments with { Engine = EngineKind.Podman, Address = args[i + 1] };
                    break;
                case "--image" when i + 1 < args.Length:
                    arguments = arguments with { Image = args[i + 1] };
                    break;
                default:
                    return null;
            }
        }

        return arguments;
    }
}
