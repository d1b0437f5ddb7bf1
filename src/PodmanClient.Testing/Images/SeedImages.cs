using System.Collections.Immutable;

namespace Podman.Testing.Images;

/// <summary>The images that every registry begins with. They never change, so that their ids are the same in every test.</summary>
internal static class SeedImages
{
    private static readonly DateTimeOffset CreatedAt = new(2018, 7, 5, 12, 0, 0, TimeSpan.Zero);

    private static readonly Lazy<ImmutableSortedDictionary<string, Image>> Seeds = new(Make);

    public static ImmutableSortedDictionary<string, Image> All => Seeds.Value;

    private static ImmutableSortedDictionary<string, Image> Make()
    {
        Image alpine = Builder("Alpine Linux").WithCommand("/bin/sh").Build();
        Image busybox = Builder("BusyBox").WithCommand("sh").Build();
        Image hello = Builder("hello-world")
            .FromScratch()
            .WithFile("/hello", "stands for the hello program\n", isExecutable: true)
            .WithCommand("/hello")
            .Build();
        return ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal, new Dictionary<string, Image>
        {
            ["docker.io/library/alpine:latest"] = alpine,
            ["docker.io/library/alpine:3.8"] = alpine,
            ["docker.io/library/busybox:latest"] = busybox,
            ["docker.io/library/hello-world:latest"] = hello,
        });
    }

    private static ImageBuilder Builder(string name) =>
        new ImageBuilder(name, CreatedAt).WithEnvironment("PATH", Programs.ProgramResolver.DefaultPath);
}
