namespace QuickStart;

/// <summary>What was typed behind the program's name.</summary>
internal sealed record Arguments(string? Address, string Image)
{
    public const string Usage = """
        usage: QuickStart [--address ADDRESS] [--image IMAGE]

          --address ADDRESS  the engine to drive, unix:/run/podman/io.podman for example;
                             without it, an engine in this process
          --image IMAGE      the image to pull and run; default: docker.io/library/alpine:latest
        """;

    /// <summary>Reads the arguments; null when they make no sense.</summary>
    public static Arguments? Parse(string[] args)
    {
        var arguments = new Arguments(Address: null, Image: "docker.io/library/alpine:latest");
        for (int i = 0; i < args.Length; i += 2)
        {
            switch (args[i])
            {
                case "--address" when i + 1 < args.Length:
                    arguments = arguments with { Address = args[i + 1] };
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
