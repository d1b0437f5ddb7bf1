using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace Podman.Testing.Tests.Engine;

/// <summary>What people write into Dockerfiles.</summary>
public class DockerfileFeatureTests : EngineTest
{
    private async Task<string[]> BuildAndRunAsync(string dockerfile, params IReadOnlyList<string> command)
    {
        await BuildAsync(dockerfile);
        ContainerRunResult result = await Client.RunAsync(new CreateContainerOptions { Image = "built:1", Command = command });
        return [.. result.Log.Select(line => line.Text)];
    }

    private async Task<BuildResponse> BuildAsync(string dockerfile)
    {
        await File.WriteAllTextAsync(PathOf("Dockerfile"), dockerfile);
        return await Client.BuildImageAsync(new BuildInfo { Dockerfile = [PathOf("Dockerfile")], Tags = ["built:1"] });
    }

    private void WriteArchive(string name, bool isCompressed)
    {
        using FileStream file = File.Create(PathOf(name));
        using Stream output = isCompressed ? new GZipStream(file, CompressionLevel.Optimal) : file;
        using var writer = new TarWriter(output);
        writer.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, "inner/file.txt") { DataStream = new MemoryStream("packed"u8.ToArray()) });
    }

    [TestCase("data.tar", false)]
    [TestCase("data.tar.gz", true)]
    public async Task ADD_unpacks_archives_and_COPY_does_not(string name, bool isCompressed)
    {
        WriteArchive(name, isCompressed);
        Assert.That(
            await BuildAndRunAsync($"FROM busybox\nADD {name} /unpacked/\nCOPY {name} /kept/\nCMD cat /unpacked/inner/file.txt; ls /kept"),
            Is.EqualTo(new[] { "packed", name }).Or.EqualTo(new[] { "packed" + name }));
    }

    [Test]
    public async Task COPY_takes_several_sources_into_a_directory_and_other_images()
    {
        File.WriteAllText(PathOf("a"), "1\n");
        File.WriteAllText(PathOf("b"), "2\n");
        Engine.AddImage("tools:1", image => image.WithFile("/opt/tool", "3\n"));
        Assert.That(
            await BuildAndRunAsync("FROM busybox\nCOPY a b /dir/\nCOPY --from=tools:1 /opt/tool /dir/c\nCOPY [\"a\", \"/with space/\"]\nCMD cat /dir/a /dir/b /dir/c '/with space/a'"),
            Is.EqualTo(new[] { "1", "2", "3", "1" }));
    }

    [Test]
    public async Task RUN_knows_its_user_its_directory_its_variables_and_the_exec_form()
    {
        Assert.That(
            await BuildAndRunAsync(
                """
                FROM busybox
                ARG WHO=world
                ENV GREETING="hello $WHO"
                WORKDIR /work
                RUN ["/bin/sh", "-c", "echo $GREETING > exec.txt"]
                RUN pwd > pwd.txt; \
                    # a comment in between
                    echo $WHO >> pwd.txt
                WORKDIR sub
                USER nobody
                CMD cat ../exec.txt ../pwd.txt; pwd; whoami
                """),
            Is.EqualTo(new[] { "hello world", "/work", "world", "/work/sub", "nobody" }));
    }

    [Test]
    public async Task What_the_image_says_is_in_its_configuration()
    {
        await BuildAsync("FROM busybox\nVOLUME [\"/data\", \"/cache\"]\nEXPOSE 80 443/tcp 53/udp\nSTOPSIGNAL SIGINT\nMAINTAINER someone\nLABEL a=1 b=\"2 3\"\nENTRYPOINT echo shell form");
        using JsonDocument document = JsonDocument.Parse(await Client.InspectImageAsync("built:1"));
        JsonElement config = document.RootElement.GetProperty("ContainerConfig");
        Assert.Multiple(() =>
        {
            Assert.That(config.GetProperty("Volumes").EnumerateObject().Select(p => p.Name), Is.EquivalentTo(new[] { "/data", "/cache" }));
            Assert.That(config.GetProperty("ExposedPorts").EnumerateObject().Select(p => p.Name), Is.EquivalentTo(new[] { "80/tcp", "443/tcp", "53/udp" }));
            Assert.That(config.GetProperty("StopSignal").GetString(), Is.EqualTo("SIGINT"));
            Assert.That(document.RootElement.GetProperty("Author").GetString(), Is.EqualTo("someone"));
            Assert.That(config.GetProperty("Entrypoint").EnumerateArray().Select(e => e.GetString()), Is.EqualTo(new[] { "/bin/sh", "-c", "echo shell form" }));
        });
    }

    [Test]
    public async Task Stages_are_found_by_name_and_by_number_and_only_the_last_one_remains()
    {
        await BuildAsync("FROM busybox AS one\nRUN echo from one > /one; echo secret > /secret\nFROM busybox\nRUN echo from two > /two\nFROM one AS three\nFROM scratch\nCOPY --from=one /one /\nCOPY --from=1 /two /\nCOPY --from=busybox /bin /bin\nCMD [\"/bin/cat\", \"/one\", \"/two\"]");
        Assert.That((await Client.RunAsync(new CreateContainerOptions { Image = "built:1" })).StandardOutput, Is.EqualTo("from one\nfrom two\n"));
        string id = await Client.CreateContainerAsync(new CreateContainerOptions { Image = "built:1" });
        Assert.That(Engine.Containers.Single(container => container.Id == id).Files.Exists("/secret"), Is.False);
    }

    [Test]
    public async Task A_build_that_takes_a_name_over_leaves_a_dangling_image()
    {
        string first = (await BuildAsync("FROM busybox\nRUN echo 1 > /x")).Id;
        string second = (await BuildAsync("FROM busybox\nRUN echo 2 > /x")).Id;

        ImageInList[] images = [.. await Client.ListImagesAsync()];
        Assert.That(images.Single(image => image.Id == first).RepoTags, Is.Empty);
        Assert.That(images.Single(image => image.Id == second).RepoTags, Is.EqualTo(new[] { "localhost/built:1" }));
        Assert.That((await Client.HistoryImageAsync("built:1")).Count, Is.GreaterThan(1));
        Assert.That(await Client.DeleteUnusedImagesAsync(), Does.Contain(first));
    }

    [Test]
    public async Task Invalid_bytes_long_lines_and_parts_reach_the_log_as_they_do_in_Podman()
    {
        Engine.OnRun("odd", async process =>
        {
            await process.StandardOutput.BaseStream.WriteAsync(new byte[] { 0xFF, (byte)'a', (byte)'\n' });
            await process.StandardOutput.WriteAsync(new string('x', 10_000) + "\n");
            await process.StandardOutput.WriteAsync("no end");
            return 0;
        });
        ContainerRunResult result = await Client.RunAsync(new CreateContainerOptions { Image = "busybox", Command = ["odd"] });

        Assert.That(result.StandardOutput, Is.EqualTo("\uFFFDa\n" + new string('x', 10_000) + "\nno end"));
        Assert.That(result.Log.Select(line => line.IsPartial), Is.EqualTo(new[] { false, true, false, true }));
    }

    [Test]
    public async Task Ignored_files_can_be_taken_back()
    {
        File.WriteAllText(PathOf(".dockerignore"), "# none of these\n*.log\n!keep.log\n");
        File.WriteAllText(PathOf("drop.log"), "");
        File.WriteAllText(PathOf("keep.log"), "");
        Assert.That(await BuildAndRunAsync("FROM busybox\nCOPY *.log /logs/\nCMD ls /logs"), Is.EqualTo(new[] { "keep.log" }));
    }

    [Test]
    public async Task A_compressed_root_file_system_can_be_imported()
    {
        WriteArchive("rootfs.tar.gz", isCompressed: true);
        await Client.ImportImageAsync(PathOf("rootfs.tar.gz"), "imported:1", "from a file", ["CMD=[\"/x\"]", "ENV=A=1"]);
        string id = await Client.CreateContainerAsync(new CreateContainerOptions { Image = "imported:1" });
        Assert.That(
            Encoding.UTF8.GetString(Engine.Containers.Single(container => container.Id == id).Files.ReadAllBytes("/inner/file.txt")), Is.EqualTo("packed"));
    }
}
