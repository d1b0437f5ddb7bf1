using Podman;
using Podman.Testing;

namespace Aot;

/// <summary>io.podman at the reference engine over a unix socket: a container's life, a followed log, typed errors, a repeated call.</summary>
internal static class PodmanScenario
{
    public static async Task RunAsync(string folder)
    {
        await using var engine = new ReferenceEngine();
        engine.AddImage("shop:1");
        await using PodmanClient podman = await PodmanClient.ConnectAsync(await engine.ListenAsync($"unix:{folder}/io.podman"));
        Check.Equal("OK", (await podman.PingAsync()).Message, "a ping");

        string id = await podman.CreateContainerAsync(new CreateContainerOptions
        {
            Name = "web",
            Image = "shop:1",
            Command = ["sh", "-c", "echo hello $WHO; echo oh >&2; exit 3"],
            Env = new Dictionary<string, string> { ["WHO"] = "you" },
        });
        Check.Equal("configured", (await podman.GetContainerAsync("web")).Status, "a new container");
        Check.Equal(id, await podman.StartContainerAsync("web"), "the id of a started container");
        List<string> lines = [];
        await foreach (ContainerLogLine line in podman.FollowLogsAsync("web"))
        {
            lines.Add($"{line.Stream}: {line.Text}");
        }

        Check.Equal("StandardOutput: hello you, StandardError: oh", string.Join(", ", lines), "a followed log");
        Check.Equal(3, await podman.WaitContainerAsync("web"), "an exit code");

        ContainerNotFoundException missing = await Check.ThrowsAsync<ContainerNotFoundException>(
            async () => await podman.GetContainerAsync("nix"), "a container that is not there");
        Check.Equal("nix", missing.Name, "the member of a typed error");

        // The connection breaks before the reply: the call changes nothing, and is made again.
        PlannedFault cut = engine.Faults.On(PodmanMethods.GetContainer).CutBeforeReply();
        Check.Equal("exited", (await podman.GetContainerAsync("web")).Status, "a call that is made again");
        Check.Equal(1, cut.Count, "the cut before it");

        ContainerRunResult run = await podman.RunAsync(new CreateContainerOptions { Image = "shop:1", Command = ["echo", "done"] });
        Check.Equal(("done\n", 0L), (run.StandardOutput, run.ExitCode), "a one-off container");
        await podman.RemoveContainerAsync("web", force: false);
        Check.Equal(0, (await podman.ListContainersAsync()).Count, "what is left");
    }
}
