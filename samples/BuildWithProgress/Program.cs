// Builds an image and tells its steps, then fails to build another: dotnet run --project samples/BuildWithProgress [-- --engine reference | ADDRESS]
using Podman;
using Podman.Testing;
using Varlink;

// The files of a build lie on the host of the engine: this one runs beside it.
DirectoryInfo context = Directory.CreateTempSubdirectory("build-");
try
{
    await using ReferenceEngine? reference = args is ["--engine", "reference"] ? new ReferenceEngine() : null;
    await using PodmanClient podman = reference?.CreateClient() ?? await PodmanClient.ConnectAsync(args.FirstOrDefault());

    await File.WriteAllTextAsync(Path.Combine(context.FullName, "greeting.txt"), "hello\n");
    BuildInfo build = await DescribeAsync("FROM docker.io/library/alpine:latest\nCOPY greeting.txt /greeting.txt\nLABEL purpose=sample\n");
    await foreach (ImageStep step in podman.BuildImageStepsAsync(build))
    {
        Console.WriteLine(step.ImageId.Length > 0 ? $"Built         {step.ImageId[..12]}" : $"{step.Kind,-13} {step.Text.TrimEnd()}");
    }

    // A build that fails is an error of the call, with the engine's own words.
    try
    {
        await podman.BuildImageAsync(await DescribeAsync("FROM docker.io/library/alpine:latest\nCOPY missing.txt /\n"));
    }
    catch (ErrorOccurredException e)
    {
        Console.WriteLine($"Failed        {nameof(ErrorOccurredException)}: {e.Reason}");
    }

    return 0;
}
catch (Exception e) when (e is VarlinkException or FormatException or NotSupportedException)
{
    Console.Error.WriteLine(e.Message);
    return 1;
}
finally
{
    context.Delete(recursive: true);
}

async Task<BuildInfo> DescribeAsync(string containerfile)
{
    string path = Path.Combine(context.FullName, "Containerfile");
    await File.WriteAllTextAsync(path, containerfile);
    return new BuildInfo { Dockerfile = [path], Tags = ["localhost/greeting:sample"], ShmSize = ByteSize.FromMebibytes(64).ToString(), Pull = true, Rm = true };
}
