namespace Podman.Testing.Tests.Engine;

[CancelAfter(20_000)]
public class ProgressTests
{
    private ReferenceEngine _engine = null!;
    private PodmanClient _client = null!;

    [SetUp]
    public void SetUp()
    {
        _engine = new ReferenceEngine();
        _client = _engine.CreateClient();
    }

    [TearDown]
    public async Task TearDown()
    {
        await _client.DisposeAsync();
        await _engine.DisposeAsync();
    }

    [Test]
    public async Task A_pull_tells_its_steps_and_ends_with_the_id(CancellationToken cancellationToken)
    {
        List<ImageStep> steps = await _client.PullImageStepsAsync("docker.io/library/alpine:latest", cancellationToken).ToListAsync(cancellationToken);
        Assert.That(steps[0].Text, Is.EqualTo("Trying to pull docker.io/library/alpine:latest..."));
        Assert.That(steps.Select(static step => step.Kind), Is.SupersetOf([ImageStepKind.Layer, ImageStepKind.Configuration, ImageStepKind.Manifest]));
        Assert.That(steps[^1], Is.EqualTo(new ImageStep { Kind = ImageStepKind.Completed, ImageId = _engine.Images.Single().Id }));
    }

    [Test]
    public async Task A_pull_reports_to_whoever_wants_to_know(CancellationToken cancellationToken)
    {
        var reported = new List<ImageStep>();
        string id = await _client.PullImageAsync("docker.io/library/alpine:latest", new Reporter(reported), cancellationToken);
        Assert.That(id, Is.EqualTo(_engine.Images.Single().Id));
        Assert.That(reported[^1].Kind, Is.EqualTo(ImageStepKind.Completed));
    }

    [Test]
    public async Task A_pull_that_fails_ends_with_the_error(CancellationToken cancellationToken)
    {
        await Assert.ThrowsAsync<ErrorOccurredException>(async () =>
            await _client.PullImageStepsAsync("quay.io/no/such:1", cancellationToken).ToListAsync(cancellationToken));
    }

    [Test]
    public async Task A_build_tells_its_steps(CancellationToken cancellationToken)
    {
        string folder = Directory.CreateTempSubdirectory("build-").FullName;
        try
        {
            await File.WriteAllTextAsync(Path.Join(folder, "Dockerfile"), "FROM alpine\nRUN touch /made\n", cancellationToken);
            _engine.AddImage("alpine");
            var reported = new List<ImageStep>();
            var build = new BuildInfo { Dockerfile = [Path.Join(folder, "Dockerfile")], Tags = ["built"], ShmSize = "64m" };
            string id = await _client.BuildImageAsync(build, new Reporter(reported), cancellationToken);
            Assert.That(reported[^1], Is.EqualTo(new ImageStep { Kind = ImageStepKind.Completed, ImageId = id }));
            Assert.That(reported.Select(static step => step.Kind), Does.Contain(ImageStepKind.Layer));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private sealed class Reporter(List<ImageStep> steps) : IProgress<ImageStep>
    {
        public void Report(ImageStep value) => steps.Add(value);
    }
}
